"""Concepts: what a value of a request means to the rules, whatever the model calls its key.

A manifest binds the slots of its blank to these names; a rule asks for names, never for keys.
``CONCEPTS`` gives each its meaning, ``WORDS`` the key names that suggest it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

CONCEPTS: Mapping[str, tuple[str, str]] = MappingProxyType({
    # The request.
    "request.kind": ("Nature de la demande : avance ou solde", "Kind of request: advance or balance"),
    "request.dispositif": ("Dispositif de financement", "Funding scheme"),
    "request.number": ("Référence de la demande", "Reference of the request"),
    "request.date": ("Date de la demande", "Date of the request"),
    "request.order_count": ("Nombre de bons de commande de la demande", "Number of purchase orders in the request"),
    "advance.number": ("Numéro de la demande d’avance correspondante", "Number of the matching advance request"),
    "advance.decision_date": ("Date de décision de l’avance", "Date of the decision on the advance"),
    "advance.excl_tax": ("Montant HT de la prestation déclaré lors de l’avance", "Amount of the service declared for the advance, excluding tax"),
    "balance.share": ("Part du montant versée au titre du solde, en pourcentage", "Share of the amount paid as the balance, as a percentage"),
    "balance.excl_tax": ("Montant HT demandé au titre du solde", "Amount requested as the balance, excluding tax"),
    # The supplier, its agent and its solution.
    "supplier.name": ("Raison sociale du fournisseur", "Name of the supplier"),
    "supplier.siren": ("Numéro SIREN du fournisseur", "SIREN of the supplier"),
    "supplier.siret": ("Numéro SIRET du fournisseur", "SIRET of the supplier"),
    "supplier.vat_number": ("Numéro de TVA intracommunautaire du fournisseur", "VAT number of the supplier"),
    "supplier.vat_liable": ("Assujettissement du fournisseur à la TVA", "Whether the supplier is liable to VAT"),
    "supplier.contact_name": ("Nom de l’interlocuteur chez le fournisseur", "Last name of the supplier’s contact"),
    "supplier.contact_first_name": ("Prénom de l’interlocuteur chez le fournisseur", "First name of the supplier’s contact"),
    "supplier.email": ("Adresse électronique du fournisseur", "E-mail address of the supplier"),
    "supplier.phone": ("Téléphone du fournisseur", "Telephone number of the supplier"),
    "agent.name": ("Raison sociale du mandataire du groupement", "Name of the agent of the group of suppliers"),
    "agent.siret": ("Numéro SIRET du mandataire du groupement", "SIRET of the agent of the group of suppliers"),
    "solution.name": ("Nom de la solution logicielle", "Name of the software solution"),
    "solution.version": ("Version de la solution logicielle", "Version of the software solution"),
    "solution.referencing_number": ("Numéro de référencement attribué par l’ANS", "Referencing number given by the ANS"),
    "solution.referencing_date": ("Date de référencement par l’ANS", "Date of the referencing by the ANS"),
    "solution.proof_date": ("Date de dépôt du dossier complet de preuves de conformité", "Date of the complete proof-of-conformity file"),
    "solution.profile": ("Profil de référencement de la solution", "Referenced profile of the solution"),
    "solution.domain": ("Domaine de référencement de la solution", "Referenced domain of the solution"),
    # The order.
    "order.number": ("Numéro du bon de commande", "Number of the purchase order"),
    "order.reference": ("Référence interne de la commande chez le fournisseur", "The supplier’s own reference for the order"),
    "order.date": ("Date d’émission du bon de commande", "Date of issue of the purchase order"),
    "order.signature_date": ("Date de signature du bon de commande par le client", "Date on which the client signed the purchase order"),
    "order.signatory": ("Nom du signataire du bon de commande", "Last name of the signatory of the purchase order"),
    "order.signatory_first_name": ("Prénom du signataire du bon de commande", "First name of the signatory of the purchase order"),
    "order.signatory_role": ("Fonction du signataire du bon de commande", "Position of the signatory of the purchase order"),
    "order.signature_method": ("Mode de signature du bon de commande", "How the purchase order was signed"),
    "order.signed": ("Signature du bon de commande par le client", "Whether the client signed the purchase order"),
    "order.referencing_condition": ("Commande passée sous condition de référencement", "Whether the order is conditional on referencing"),
    "order.funding_mention": ("Mention de prise en charge par l’État", "Statement that the State bears the amount"),
    "order.practitioner_count": ("Nombre de praticiens de la commande", "Number of practitioners in the order"),
    "order.comment": ("Commentaire sur la commande", "Comment on the order"),
    # The client who benefits, and the legal entity that answers for it.
    "client.finess": ("Numéro FINESS de l’établissement bénéficiaire", "FINESS number of the beneficiary establishment"),
    "client.siret": ("Numéro SIRET du client", "SIRET of the client"),
    "client.am": ("Numéro d’Assurance Maladie (AM) du bénéficiaire", "Health-insurance (AM) number of the beneficiary"),
    "client.name": ("Raison sociale du client bénéficiaire", "Name of the beneficiary client"),
    "client.legal_finess": ("Numéro FINESS de l’entité juridique", "FINESS number of the legal entity"),
    "client.legal_siret": ("Numéro SIRET de l’entité juridique", "SIRET of the legal entity"),
    "client.legal_name": ("Raison sociale de l’entité juridique", "Name of the legal entity"),
    "client.category": ("Catégorie de l’établissement ou de la structure", "Category of the establishment or practice"),
    "client.street": ("Voie de l’adresse du client", "Street of the client’s address"),
    "client.address_extra": ("Complément de l’adresse du client", "Second line of the client’s address"),
    "client.postal_code": ("Code postal du client", "Postal code of the client"),
    "client.city": ("Commune du client", "Town of the client"),
    "client.email": ("Adresse électronique du client", "E-mail address of the client"),
    "client.phone": ("Téléphone du client", "Telephone number of the client"),
    "client.annual_exams": ("Nombre total d’examens annuels produits dans le RIS", "Total number of examinations a year produced in the RIS"),
    "client.had_wave_1": ("Prestation Ségur vague 1 déjà obtenue par le client", "Whether the client already had the wave 1 service"),
    "practitioner.rpps": ("Numéro RPPS du praticien", "RPPS number of the practitioner"),
    "practitioner.idnps": ("Identifiant national du praticien (8 suivi du RPPS)", "National identifier of the practitioner (8, then the RPPS)"),
    "practitioner.adeli": ("Numéro ADELI du praticien", "ADELI number of the practitioner"),
    "practitioner.am": ("Numéro d’Assurance Maladie (AM) du praticien", "Health-insurance (AM) number of the practitioner"),
    "practitioner.name": ("Nom du praticien", "Last name of the practitioner"),
    "practitioner.first_name": ("Prénom du praticien", "First name of the practitioner"),
    "practitioner.specialty": ("Spécialité du praticien", "Specialty of the practitioner"),
    # The service and its amounts.
    "service.kind": ("Type de Prestation Ségur : « vague 2 » ou « vague 1 + vague 2 »", "Kind of Ségur service: “vague 2” or “vague 1 + vague 2”"),
    "service.label": ("Libellé de la Prestation Ségur", "Name of the Ségur service"),
    "service.start_date": ("Date de début de réalisation de la prestation", "Date on which the service began"),
    "service.completion_date": ("Date de fin de réalisation de la prestation", "Date on which the service was completed"),
    "amount.excl_tax": ("Montant HT de la Prestation Ségur", "Amount of the Ségur service, excluding tax"),
    "amount.vat_rate": ("Taux de TVA de la Prestation Ségur", "VAT rate of the Ségur service"),
    "amount.vat": ("Montant de la TVA de la Prestation Ségur", "VAT on the Ségur service"),
    "amount.incl_tax": ("Montant TTC de la Prestation Ségur", "Amount of the Ségur service, including tax"),
    "total.excl_tax": ("Montant total HT de la commande", "Total of the order, excluding tax"),
    "total.vat": ("Montant total de la TVA de la commande", "Total VAT of the order"),
    "total.incl_tax": ("Montant total TTC de la commande", "Total of the order, including tax"),
    # The installation scenario.
    "scenario.code": ("Code du scénario d’installation", "Code of the installation scenario"),
    "scenario.label": ("Scénario d’installation", "Installation scenario"),
    "scenario.software": ("Nom du logiciel installé", "Name of the installed software"),
    "scenario.software_version": ("Version du logiciel installé", "Version of the installed software"),
    "scenario.report_sending": ("Envoi des comptes rendus depuis le logiciel", "Whether reports are sent from the software"),
    "scenario.dmp_feed": ("Alimentation de Mon espace santé (DMP)", "Whether the national health record (DMP) is fed"),
    "scenario.mss_sending": ("Envoi par messagerie sécurisée de santé", "Whether secure health mail is used"),
    "scenario.ins": ("Qualification de l’identité nationale de santé (INS)", "Whether the national health identity (INS) is qualified"),
    "scenario.flow": ("Type de flux mis en œuvre", "Kind of data flow put in place"),
    "scenario.question": ("Question sur le scénario d’installation", "Question about the installation scenario"),
    "scenario.answer": ("Réponse sur le scénario d’installation", "Answer about the installation scenario"),
    "scenario.remark": ("Précision sur le scénario d’installation", "Remark on the installation scenario"),
    # What attests the service: VA, MOM, secure mail.
    "va.number": ("Référence de la vérification d’aptitude (VA)", "Reference of the fitness check (VA)"),
    "va.date": ("Date de la vérification d’aptitude (VA)", "Date of the fitness check (VA)"),
    "va.signatory": ("Nom du signataire de la VA", "Last name of the signatory of the VA"),
    "va.signatory_first_name": ("Prénom du signataire de la VA", "First name of the signatory of the VA"),
    "va.signatory_role": ("Fonction du signataire de la VA", "Position of the signatory of the VA"),
    "va.signatory_entity": ("Entité que le signataire de la VA représente", "Entity that the signatory of the VA represents"),
    "va.signed": ("Signature de la VA par le client", "Whether the client signed the VA"),
    "va.reservations": ("Réserves portées sur la VA", "Reservations stated in the VA"),
    "mom.number": ("Référence de la mise en ordre de marche (MOM)", "Reference of the commissioning statement (MOM)"),
    "mom.date": ("Date de la mise en ordre de marche (MOM)", "Date of the commissioning statement (MOM)"),
    "mom.signatory": ("Nom du signataire de la MOM", "Last name of the signatory of the MOM"),
    "mom.signatory_first_name": ("Prénom du signataire de la MOM", "First name of the signatory of the MOM"),
    "mss.deployment": ("Indicateur Déploiement MSS : « Cas 1 » ou « Cas 2 »", "“Déploiement MSS” indicator: “Cas 1” or “Cas 2”"),
    "mss.address": ("Adresse MSSanté effectivement utilisée par le client", "MSSanté address actually used by the client"),
    "mss.operator": ("Opérateur MSSanté du client", "MSSanté operator of the client"),
    # The invoice and the other pieces.
    "invoice.number": ("Numéro de la facture", "Number of the invoice"),
    "invoice.date": ("Date de la facture", "Date of the invoice"),
    "invoice.name": ("Nom du destinataire de la facture", "Name to which the invoice is made out"),
    "invoice.segur_amount": ("Part « Prestation Ségur » de la facture, HT", "Ségur service part of the invoice, excluding tax"),
    "invoice.segur_vat_rate": ("Taux de TVA de la part « Prestation Ségur » de la facture", "VAT rate of the Ségur service part of the invoice"),
    "invoice.segur_vat": ("TVA de la part « Prestation Ségur » de la facture", "VAT on the Ségur service part of the invoice"),
    "invoice.segur_incl_tax": ("Part « Prestation Ségur » de la facture, TTC", "Ségur service part of the invoice, including tax"),
    "invoice.total_excl_tax": ("Montant total HT de la facture", "Total of the invoice, excluding tax"),
    "invoice.total_incl_tax": ("Montant total TTC de la facture", "Total of the invoice, including tax"),
    "piece.kind": ("Nature de la pièce jointe", "Kind of the attached piece"),
    "piece.file_name": ("Nom de fichier de la pièce jointe", "File name of the attached piece"),
})  # fmt: skip
"""Meaning of each concept, in French and in English."""

WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "request.kind": ("typedemande", "naturedemande"),
    "request.dispositif": ("dispositif", "codedispositif", "couloir"),
    "request.number": ("numerodemande", "numdemande", "referencedemande"),
    "request.date": ("datedemande", "datedepot"),
    "request.order_count": ("nombrecommandes", "nbcommandes", "nombrebonscommande"),
    "advance.number": ("numerodemandeavance", "numeroavance", "referenceavance", "avance/numero", "demandeavance/numero"),
    "advance.decision_date": ("datedecisionavance", "avance/datedecision", "demandeavance/datedecision"),
    "advance.excl_tax": ("montantavanceht", "montanthtavance", "montantdeclareavance"),
    "balance.share": ("tauxsolde", "pourcentagesolde", "partsolde"),
    "balance.excl_tax": ("montantsoldeht", "montanthtsolde"),
    "supplier.name": ("nomfournisseur", "raisonsocialefournisseur", "fournisseur/raisonsociale", "fournisseur/denomination", "fournisseur/nom", "editeur/raisonsociale", "editeur/denomination", "editeur/nom"),
    "supplier.siren": ("sirenfournisseur", "fournisseur/siren", "editeur/siren"),
    "supplier.siret": ("siretfournisseur", "fournisseur/siret", "editeur/siret"),
    "supplier.vat_number": ("numerotva", "tvaintracommunautaire", "numerotvaintracommunautaire"),
    "supplier.vat_liable": ("assujettitva", "assujettissementtva"),
    "supplier.contact_name": ("contact/nom", "interlocuteur/nom"),
    "supplier.contact_first_name": ("contact/prenom", "interlocuteur/prenom"),
    "supplier.email": ("contact/courriel", "contact/email", "interlocuteur/courriel", "fournisseur/courriel", "fournisseur/email", "editeur/courriel"),
    "supplier.phone": ("contact/telephone", "interlocuteur/telephone", "fournisseur/telephone", "editeur/telephone"),
    "agent.name": ("mandataire/raisonsociale", "mandataire/denomination", "mandataire/nom"),
    "agent.siret": ("mandataire/siret",),
    "solution.name": ("nomsolution", "nomlogiciel", "solution/nom", "logiciel/nom"),
    "solution.version": ("versionsolution", "versionlogiciel", "solution/version", "logiciel/version"),
    "solution.referencing_number": ("numeroreferencement", "numreferencement", "referencementans"),
    "solution.referencing_date": ("datereferencement",),
    "solution.proof_date": ("datedepotpreuves", "datedossierpreuves"),
    "solution.profile": ("profil", "profilreference", "profilreferencement"),
    "solution.domain": ("domaine", "domaines", "domainereference"),
    "order.number": ("numerobdc", "numbdc", "numeroboncommande", "numerocommande", "boncommande/numero", "commande/numero", "commandes/numero", "bdc/numero"),
    "order.reference": ("referencefournisseur", "referenceinterne"),
    "order.date": ("datebdc", "dateboncommande", "datecommande", "commande/date", "commandes/date", "boncommande/date"),
    "order.signature_date": ("datesignature", "datesignaturebdc", "signature/date"),
    "order.signatory": ("nomsignataire", "signature/nom", "signature/signataire", "signataire/nom"),
    "order.signatory_first_name": ("prenomsignataire", "signature/prenom", "signataire/prenom"),
    "order.signatory_role": ("fonctionsignataire", "qualitesignataire", "signature/fonction", "signataire/fonction"),
    "order.signature_method": ("modesignature", "typesignature", "signature/mode"),
    "order.signed": ("bdcsigne", "boncommandesigne"),
    "order.referencing_condition": ("sousconditionreferencement", "conditionreferencement"),
    "order.funding_mention": ("mentionpriseencharge", "mentionsegur"),
    "order.practitioner_count": ("nombrepraticiens", "nbpraticiens"),
    "order.comment": ("commentaire", "commentaires", "observation", "observations"),
    "client.finess": ("finess", "numfiness", "numerofiness", "numerosfiness", "finessgeographique", "finesset"),
    "client.siret": ("client/siret", "cabinet/siret", "site/siret", "sites/siret", "etablissement/siret", "etablissements/siret"),
    "client.am": ("numeroam", "numerosam", "numam"),
    "client.name": ("nomclient", "client/raisonsociale", "client/nom", "cabinet/raisonsociale", "cabinet/nom", "etablissements/raisonsociale", "etablissement/raisonsociale", "site/denomination", "sites/denomination", "reponsesparfiness/raisonsociale"),
    "client.legal_finess": ("finessjuridique", "finessej", "finessentitejuridique"),
    "client.legal_siret": ("siretentitejuridique", "entitejuridique/siret", "organismegestionnaire/siret"),
    "client.legal_name": ("nomentitejuridique", "entitejuridique/raisonsociale", "organismegestionnaire/denomination", "organismegestionnaire/raisonsociale"),
    "client.category": ("categorie", "categoriefiness", "typestructure", "typeetablissement"),
    "client.street": ("voie", "rue", "adresse", "adresse1"),
    "client.address_extra": ("complementadresse", "adresse2"),
    "client.postal_code": ("codepostal", "cp"),
    "client.city": ("commune", "ville", "localite"),
    "client.email": ("client/courriel", "client/email", "cabinet/courriel", "cabinet/email"),
    "client.phone": ("client/telephone", "cabinet/telephone"),
    "client.annual_exams": ("nombreexamensannuel", "nombreexamensannuels", "nbexamens"),
    "client.had_wave_1": ("beneficiairevague1", "dejavague1"),
    "practitioner.rpps": ("rpps", "numrpps", "numerorpps"),
    "practitioner.idnps": ("idnps", "identifiantnational", "idnational"),
    "practitioner.adeli": ("adeli", "numadeli", "numeroadeli"),
    "practitioner.am": ("praticien/numeroam", "praticiens/numeroam"),
    "practitioner.name": ("nompraticien", "praticien/nom", "praticiens/nom", "biologisteresponsable/nom", "medecin/nom", "medecins/nom"),
    "practitioner.first_name": ("prenompraticien", "praticien/prenom", "praticiens/prenom", "biologisteresponsable/prenom", "medecin/prenom", "medecins/prenom"),
    "practitioner.specialty": ("specialite", "codespecialite"),
    "service.kind": ("typeprestation", "prestation/type", "prestations/type"),
    "service.label": ("libelleprestation", "prestation/libelle", "prestations/libelle"),
    "service.start_date": ("datedebutprestation", "datedebutrealisation"),
    "service.completion_date": ("datefinprestation", "datefinrealisation", "daterealisation"),
    "amount.excl_tax": ("montantht", "montantprestationht", "prixht"),
    "amount.vat_rate": ("tauxtva",),
    "amount.vat": ("montanttva", "tva"),
    "amount.incl_tax": ("montantttc", "montantprestationttc", "prixttc"),
    "total.excl_tax": ("montanttotalht", "totalht", "total/montantht"),
    "total.vat": ("montanttotaltva", "totaltva", "total/montanttva"),
    "total.incl_tax": ("montanttotalttc", "totalttc", "total/montantttc"),
    "scenario.code": ("codescenario", "scenario/code"),
    "scenario.label": ("scenario", "scenarioinstallation", "scenarioinstalle", "libellescenario", "scenario/libelle"),
    "scenario.software": ("nomris", "ris/nom"),
    "scenario.software_version": ("versionris", "ris/version"),
    "scenario.report_sending": ("crenvoyesdepuissgl", "envoicr", "envoicomptesrendus"),
    "scenario.dmp_feed": ("alimentationdmp", "alimentationmonespacesante"),
    "scenario.mss_sending": ("envoimss", "envoimssante"),
    "scenario.ins": ("ins", "qualificationins", "teleserviceins", "teleserviceinsi"),
    "scenario.flow": ("flux", "typeflux", "typesflux"),
    "scenario.question": ("question", "libellequestion"),
    "scenario.answer": ("reponse", "valeurreponse"),
    "scenario.remark": ("precision", "precisions"),
    "va.number": ("numerova", "referenceva", "va/numero", "va/reference"),
    "va.date": ("dateva", "va/date", "va/datesignature"),
    "va.signatory": ("signataireva", "va/nomsignataire", "va/signataire", "va/nom"),
    "va.signatory_first_name": ("va/prenomsignataire", "va/prenom"),
    "va.signatory_role": ("va/fonctionsignataire", "va/fonction"),
    "va.signatory_entity": ("entiterepresentee", "va/entite"),
    "va.signed": ("vasignee", "va/signee", "va/signeeparclient"),
    "va.reservations": ("reserves", "reserve"),
    "mom.number": ("numeromom", "referencemom", "mom/numero", "mom/reference"),
    "mom.date": ("datemom", "mom/date", "mom/datesignature"),
    "mom.signatory": ("signatairemom", "mom/nomsignataire", "mom/signataire", "mom/nom"),
    "mom.signatory_first_name": ("mom/prenomsignataire", "mom/prenom"),
    "mss.deployment": ("deploiementmss", "indicateurdeploiementmss"),
    "mss.address": ("adressemss", "adressemssante", "adressesmssante"),
    "mss.operator": ("operateurmss", "operateurmssante"),
    "invoice.number": ("numerofacture", "numfacture", "facture/numero"),
    "invoice.date": ("datefacture", "facture/date"),
    "invoice.name": ("facture/destinataire", "facture/nomclient", "facture/nom"),
    "invoice.segur_amount": ("montantsegurht", "facture/montantht", "facture/montantprestationsegurht"),
    "invoice.segur_vat_rate": ("facture/tauxtva",),
    "invoice.segur_vat": ("montantsegurtva", "facture/montanttva"),
    "invoice.segur_incl_tax": ("montantsegurttc", "facture/montantttc", "facture/montantprestationsegurttc"),
    "invoice.total_excl_tax": ("facture/montanttotalht", "totalfactureht"),
    "invoice.total_incl_tax": ("facture/montanttotalttc", "totalfacturettc"),
    "piece.kind": ("typepiece", "piecesjointes/type", "pieces/type"),
    "piece.file_name": ("nomfichier", "fichier"),
})  # fmt: skip
"""Key names that suggest each concept, in lower case without accents or punctuation.

``parent/key`` also names a key that holds it, at any distance; the nearest holder that is named
wins, and any of them wins over the key alone.  No two concepts share a word.
"""

_PLAIN = str.maketrans("àâäãçéèêëîïíôöóùûüúÿñ", "aaaaceeeeiiiooouuuuyn")


def plain(key: str) -> str:
    """The key in lower case, without accents or anything but ASCII letters and digits.

    >>> plain("Numéro_FINESS")
    'numerofiness'
    """
    return "".join(c for c in key.lower().translate(_PLAIN) if c.isascii() and c.isalnum())


def propose(keys: Sequence[str]) -> str | None:
    """The concept that the keys leading to a value suggest, outermost first.

    >>> propose(["commandes", "*", "client", "numFiness"])
    'client.finess'
    >>> propose(["fournisseur", "siret"]), propose(["siret"])
    ('supplier.siret', None)
    """
    words = {word: concept for concept, words in WORDS.items() for word in words}
    *holders, key = [name for name in map(plain, keys) if name] or [""]
    for holder in reversed(holders):
        if (concept := words.get(f"{holder}/{key}")) is not None:
            return concept
    return words.get(key)
