"""How French pieces name what they say: the wordings to propose for a model, by role and concept.

Nothing here is read from a source, but the mention: it is what vendors print.  A ``pieces.toml`` is
proposed from it, and is then its author's.  No two concepts of one role share a wording, and no
wording stands here that papers also use of something else: « SIRET » or « Adresse » alone, of the
vendor.

« … » in a label stands for a few words on the same line: « Fait à … le ».
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from asp_check.pieces.model import Role

Labels = Mapping[str, tuple[str, ...]]

TITLES: Mapping[Role, tuple[str, ...]] = MappingProxyType({
    "bdc": (
        "Bon de commande", "Bon de commande Ségur", "Bon de commande Prestation Ségur",
        "Bon de commande SONS", "BDC", "Commande de Prestation Ségur", "Formulaire de commande",
    ),
    "va": (
        "Vérification d'aptitude", "Procès-verbal de vérification d'aptitude",
        "PV de vérification d'aptitude", "Attestation de vérification d'aptitude",
        "Vérification d'aptitude (VA)", "PV de VA",
    ),
    "mom": (
        "Mise en ordre de marche", "Procès-verbal de mise en ordre de marche",
        "PV de mise en ordre de marche", "Attestation de mise en ordre de marche",
        "Déclaration de mise en ordre de marche", "Mise en ordre de marche (MOM)", "PV de MOM",
        "Déclaration MOM",
    ),
    "invoice": ("Facture", "Facture de solde", "Facture d'avance et de solde", "Facture récapitulative"),
    "pilot": (
        "Procès-verbal de déploiement pilote", "PV de déploiement pilote", "PV pilote",
        "Procès-verbal de site pilote", "Procès-verbal de pilote", "Déploiement pilote",
        "Attestation de déploiement pilote", "PV de recette pilote",
        "Procès-verbal de recette pilote",
    ),
})  # fmt: skip
"""The wordings that tell which piece it is."""

_CLIENT_SIGNS = (
    "Signature du client", "Signature et cachet du client", "Cachet et signature du client",
    "Signature du responsable", "Signature du représentant du client",
    "Signature du représentant légal", "Pour le client", "Le client", "Nom et signature du client",
)  # fmt: skip

SIGNATURES: Mapping[Role, tuple[str, ...]] = MappingProxyType({
    "bdc": (
        *_CLIENT_SIGNS, "Bon pour accord", "Lu et approuvé", "Bon pour commande",
        "Bon pour accord, signature et cachet du responsable", "Accord explicite du client final",
        "Signature précédée de la mention « Bon pour accord »",
    ),
    "va": (*_CLIENT_SIGNS, "Signature du signataire", "Cachet et signature de l'établissement", "Bon pour accord"),
    "mom": (*_CLIENT_SIGNS, "Signature du signataire", "Cachet et signature de l'établissement", "Bon pour accord"),
    "invoice": (),
    "pilot": (*_CLIENT_SIGNS, "Signature du site pilote", "Le client pilote", "Cachet et signature de l'établissement", "Bon pour accord"),
})  # fmt: skip
"""The wordings that stand by the client's signature box."""

MENTIONS: Mapping[Role, Labels] = MappingProxyType({
    "bdc": MappingProxyType({
        "order.funding_mention": ("Montant pris en charge par l'Etat au titre du Ségur de la santé",),
    }),
})  # fmt: skip
"""Official wordings, to be found anywhere."""

_ORDER: Labels = {
    "order.number": (
        "N° de bon de commande", "Numéro de bon de commande", "N° du bon de commande",
        "Numéro du bon de commande", "Bon de commande n°", "Référence du bon de commande",
        "N° BDC", "N° de BDC", "Numéro de BDC", "Numéro BDC", "BDC n°", "Référence BDC",
        "N° de commande", "Numéro de commande", "N° commande", "Commande n°",
        "Référence de la commande", "Référence commande", "Réf. commande",
        "Votre commande", "Bon de commande correspondant", "Référence bon de commande",
        "Réf. bon de commande", "Réf. BDC",
    ),
}  # fmt: skip

_THE_ORDER: Labels = {
    "order.number": (*_ORDER["order.number"], "Bon de commande", "Commande"),
}  # fmt: skip
"""What is the title of a purchase order names it on other pieces, and in the cell beside it."""

_CLIENT: Labels = {
    "client.legal_name": (
        "Raison sociale de l'entité juridique", "Nom de l'entité juridique",
        "Dénomination de l'entité juridique", "Entité juridique",
        "Dénomination de l'organisme gestionnaire", "Raison sociale de l'organisme gestionnaire",
        "Nom de l'organisme gestionnaire", "Organisme gestionnaire", "Entité signataire",
        "Établissement ou entité signataire",
    ),
    "client.legal_finess": (
        "N° FINESS juridique", "Numéro FINESS juridique", "FINESS juridique", "N° FINESS EJ",
        "Numéro FINESS EJ", "FINESS EJ", "N° FINESS de l'entité juridique",
        "Numéro FINESS de l'entité juridique", "FINESS de l'entité juridique",
        "FINESS entité juridique",
        "N° FINESS de l'organisme gestionnaire", "FINESS de l'organisme gestionnaire",
    ),
    "client.legal_siret": (
        "N° SIRET de l'entité juridique", "Numéro SIRET de l'entité juridique",
        "SIRET de l'entité juridique", "SIRET entité juridique",
        "N° SIRET de l'organisme gestionnaire", "SIRET de l'organisme gestionnaire",
    ),
    "client.finess": (
        "N° FINESS géographique", "Numéro FINESS géographique", "FINESS géographique",
        "N° FINESS ET", "Numéro FINESS ET", "FINESS ET", "N° FINESS de l'établissement",
        "Numéro FINESS de l'établissement", "FINESS de l'établissement",
        "N° FINESS établissement", "N° FINESS du site", "Numéro FINESS du site",
        "Numéro d'identifiant de l'établissement (FINESS)", "Identifiant FINESS",
        "N° FINESS du ou des sites", "N° FINESS du ou des établissements",
        "N° FINESS ou N° SIRET", "FINESS ou SIRET", "N° FINESS", "Numéro FINESS",
        "Numéros FINESS", "FINESS",
    ),
    "client.siret": (
        "N° SIRET du client", "Numéro SIRET du client", "SIRET du client", "SIRET client",
        "N° SIRET de l'établissement", "Numéro SIRET de l'établissement",
        "SIRET de l'établissement", "N° SIRET du site", "Numéro SIRET du site", "SIRET du site",
        "N° SIRET du cabinet", "Numéro SIRET du cabinet", "SIRET du cabinet",
        "N° SIRET du ou des sites",
    ),
    "client.am": (
        "N° AM", "Numéro AM", "Numéros AM", "N° d'Assurance Maladie", "Numéro d'Assurance Maladie",
        "N° Assurance Maladie", "N° Assurance Maladie (AM)", "N° d'Assurance Maladie (AM)",
        "Numéro d'Assurance Maladie (AM)", "Numéros d'Assurance Maladie",
    ),
    "client.name": (
        "Nom de l'établissement", "Raison sociale de l'établissement",
        "Dénomination de l'établissement", "Établissement bénéficiaire", "Établissement",
        "Nom du site", "Dénomination du site", "Nom du cabinet", "Raison sociale du cabinet",
        "Nom du laboratoire", "Site", "Structure bénéficiaire",
    ),
    "client.category": (
        "Catégorie", "Catégorie de l'établissement", "Catégorie FINESS", "Catégorie du site",
        "Type de structure", "Type d'établissement", "Catégorie d'établissement",
    ),
    "practitioner.rpps": ("N° RPPS", "Numéro RPPS", "RPPS", "Identifiant RPPS", "N° RPPS du praticien", "N° RPPS du médecin", "N° RPPS du ou des praticiens",
        "N° RPPS du biologiste", "N° RPPS du biologiste responsable", "N° RPPS du responsable"),
    "practitioner.name": ("Nom du praticien", "Nom du médecin", "Praticien"),
    "practitioner.first_name": ("Prénom du praticien", "Prénom du médecin"),
    "practitioner.specialty": ("Spécialité", "Spécialité du praticien"),
    "practitioner.idnps": ("Identifiant national", "Identifiant national du praticien", "IDNPS"),
    "practitioner.adeli": ("N° ADELI", "Numéro ADELI", "ADELI"),
}  # fmt: skip

_SOLUTION: Labels = {
    "supplier.name": (
        "Raison sociale du fournisseur", "Nom du fournisseur", "Dénomination du fournisseur",
        "Fournisseur", "Raison sociale de l'éditeur", "Nom de l'éditeur",
        "Dénomination de l'éditeur", "Éditeur", "Titulaire", "Émetteur", "Commande passée à",
    ),
    "supplier.siret": (
        "N° SIRET du fournisseur", "Numéro SIRET du fournisseur", "SIRET du fournisseur",
        "SIRET fournisseur", "N° SIRET de l'éditeur", "Numéro SIRET de l'éditeur",
        "SIRET de l'éditeur", "SIRET éditeur",
    ),
    "supplier.siren": (
        "N° SIREN du fournisseur", "Numéro SIREN du fournisseur", "SIREN du fournisseur",
        "SIREN fournisseur", "N° SIREN de l'éditeur", "SIREN de l'éditeur",
    ),
    "solution.name": (
        "Nom de la solution", "Nom de la solution logicielle", "Solution logicielle",
        "Solution référencée", "Solution logicielle référencée", "Solution", "Nom du logiciel",
        "Logiciel", "Logiciel référencé", "Logiciel commandé", "Logiciel installé",
        "Logiciel livré", "Logiciel mis en ordre de marche",
        "Solution déployée", "Solution installée", "Logiciel déployé",
    ),
    "solution.version": (
        "Version de la solution", "Version du logiciel", "Version installée", "N° de version",
        "Numéro de version", "Version commandée", "Version",
    ),
    "solution.referencing_number": (
        "N° de référencement ANS", "Numéro de référencement ANS", "N° de référencement",
        "Numéro de référencement", "N° de référencement Ségur", "Numéro de référencement Ségur",
        "Référencement ANS", "Référencement ANS n°", "Référencement Ségur",
        "Référence de référencement",
    ),
}  # fmt: skip

_SERVICE: Labels = {
    "service.kind": (
        "Type de Prestation Ségur", "Type de prestation", "Nature de la prestation",
        "Prestation commandée", "Prestation réalisée", "Prestation éligible", "Prestation",
    ),
    "scenario.code": ("Code du scénario", "Code du scénario d'installation", "Code scénario", "N° du scénario", "Scénario n°"),
    "scenario.label": (
        "Scénario d'installation", "Scénario d'installation retenu", "Scénario retenu",
        "Scénario de déploiement", "Scénario d'installation réalisé",
        "Scénario effectivement installé", "Scénario réellement installé",
        "Scénario finalement installé", "Scénario d'installation finalement réalisé",
        "Scénario installé", "Scénario mis en œuvre",
        "Quel scénario d'installation a été effectivement mis en œuvre ?",
        "Quel scénario d'installation a été effectivement mis en œuvre dans l'établissement ?",
        "Quel scénario d'installation a été mis en œuvre ?",
    ),
    "scenario.software": ("Nom du RIS", "RIS", "Système d'information de radiologie"),
    "scenario.software_version": ("Version du RIS",),
    "scenario.report_sending": (
        "Comptes rendus envoyés depuis le logiciel",
        "Les comptes rendus sont envoyés depuis le logiciel", "Envoi des comptes rendus",
        "Envoi des CR", "CR envoyés depuis le logiciel",
        "Comptes rendus envoyés depuis le SGL", "CR envoyés depuis le SGL",
        "Les comptes rendus sont envoyés depuis le SGL",
        "Les comptes rendus sont-ils envoyés depuis le SGL ?",
        "Les comptes rendus partent-ils du SGL ?",
        "Les comptes rendus de biologie sont-ils envoyés depuis le système de gestion de laboratoire ?",
        "Comptes rendus envoyés depuis le RIS", "CR envoyés depuis le RIS",
        "Les comptes rendus sont envoyés depuis le RIS",
        "Les comptes rendus sont-ils envoyés depuis le RIS ?",
    ),
    "scenario.dmp_feed": (
        "Alimentation du DMP", "Alimentation de Mon espace santé",
        "Alimentation du DMP (Mon espace santé)", "Alimentation DMP",
        "Le DMP est alimenté par le logiciel", "Le DMP est-il alimenté ?", "DMP alimenté",
        "Le dossier médical partagé (Mon espace santé) est-il alimenté par le logiciel installé ?",
        "Mon espace santé est-il alimenté ?",
    ),
    "scenario.mss_sending": (
        "Envoi par MSSanté", "Envoi MSSanté", "Envoi par messagerie sécurisée de santé",
        "Envoi par messagerie sécurisée de santé (MSSanté)", "Les envois passent-ils par MSSanté ?",
        "Les comptes rendus sont-ils envoyés par une messagerie sécurisée de santé (MSSanté) ?",
    ),
    "scenario.ins": (
        "Qualification de l'INS", "Qualification INS", "Appel au téléservice INSi",
        "Téléservice INSi", "Identité nationale de santé qualifiée",
    ),
    "scenario.flow": (
        "Flux mis en œuvre", "Types de flux mis en œuvre", "Type de flux", "Types de flux",
        "Flux", "Flux déployés",
    ),
    "scenario.remark": ("Précision", "Précisions", "Précision sur le scénario", "Précisions sur le scénario",
        "Précision sur l'alimentation du DMP"),
}  # fmt: skip

_DONE: Labels = {
    "mss.deployment": (
        "Indicateur Déploiement MSS", "Déploiement MSS", "Déploiement MSSanté",
        "Indicateur de déploiement MSS", "Cas de déploiement MSS", "Cas de déploiement MSSanté",
        "Déploiement MSS : dans quel cas le client se trouve-t-il ?",
    ),
    "mss.address": (
        "Adresse MSSanté effectivement utilisée", "Adresse MSSanté utilisée",
        "Adresse MSSanté effectivement utilisée par le client",
        "Adresses MSSanté effectivement utilisées",
        "Quelle adresse MSSanté le client utilise-t-il effectivement ?",
        "Quelle(s) adresse(s) MSSanté le client utilise-t-il effectivement ?",
        "Adresse MSSanté du client", "Adresse MSSanté", "Adresses MSSanté utilisées",
        "Adresses MSSanté", "Adresse(s) MSSanté", "Adresse(s) MSSanté utilisée(s)",
        "Boîte aux lettres MSSanté", "BAL MSSanté", "Adresse de messagerie sécurisée de santé",
    ),
    "service.completion_date": (
        "Date de fin de réalisation", "Date de fin de la prestation", "Date de fin de prestation",
        "Fin de la prestation", "Fin de réalisation", "Date de fin", "Prestation achevée le", "Date de fin de réalisation de la prestation",
        "Date d'achèvement de la prestation", "À quelle date la prestation a-t-elle été achevée ?",
    ),
    "order.signature_date": (
        "Date de signature du bon de commande", "Bon de commande signé le",
        "Date de signature du BDC", "BDC signé le",
    ),
}  # fmt: skip

_PRICES: Labels = {
    "amount.excl_tax": (
        "Montant HT de la Prestation Ségur", "Montant HT de la prestation",
        "Montant de la Prestation Ségur HT", "Montant de la prestation HT", "Prestation Ségur HT",
        "Montant Prestation Ségur HT", "Montant hors taxes de la Prestation Ségur",
        "Montant hors taxes", "Montant HT", "Montant HT (€)", "Montant HT en €",
        "Montant en € HT", "Prix HT",
    ),
    "amount.vat_rate": (
        "Taux de TVA", "Taux de TVA applicable", "Taux de TVA (%)", "Taux de TVA (en %)", "Taux TVA",
        "Taux TVA (%)", "TVA (%)", "TVA (en %)", "TVA en pourcentage", "% TVA", "% de TVA",
    ),
    "amount.vat": ("Montant de la TVA", "Montant de TVA", "Montant TVA", "Montant TVA (€)", "TVA", "TVA (€)"),
    "amount.incl_tax": (
        "Montant TTC de la Prestation Ségur", "Montant TTC de la prestation",
        "Montant de la Prestation Ségur TTC", "Montant de la prestation TTC",
        "Prestation Ségur TTC", "Montant Prestation Ségur TTC",
        "Montant toutes taxes comprises de la Prestation Ségur", "Montant toutes taxes comprises",
        "Montant TTC", "Montant TTC (€)", "Montant TTC en €",
        "Montant en € TTC", "Prix TTC",
    ),
    "total.excl_tax": (
        "Total HT de la commande", "Montant total HT de la commande", "Montant total HT",
        "Total général HT", "Total HT", "Total HT (€)", "Total en € HT", "Total hors taxes",
    ),
    "total.vat": (
        "Total de la TVA", "Montant total de la TVA", "Montant total TVA", "Total TVA",
    ),
    "total.incl_tax": (
        "Total TTC de la commande", "Montant total TTC de la commande", "Montant total TTC",
        "Total général TTC", "Total TTC", "Total TTC (€)", "Total en € TTC", "Total toutes taxes comprises",
        "Net à payer", "Net à payer TTC",
    ),
}  # fmt: skip

_BDC: Labels = {
    **_THE_ORDER,
    "order.reference": (
        "Référence interne", "Référence fournisseur", "Référence du fournisseur",
        "Réf. fournisseur", "Notre référence", "N/Réf.",
    ),
    "order.date": (
        "Date du bon de commande", "Date d'émission du bon de commande", "Date d'émission",
        "Date de commande", "Date de la commande", "Émis le", "Émise le", "Établi le",
    ),
    "order.signature_date": (
        "Date de signature du bon de commande", "Date de signature par le client",
        "Date de la signature", "Date de signature", "Signé le", "Date et signature du client",
        "Fait à … le", "Fait le",
    ),
    "order.signatory": (
        "Nom du signataire", "Nom du signataire du bon de commande", "Nom du responsable",
        "Nom du représentant légal", "Signataire", "Signataire du bon de commande",
        "Nom et prénom du signataire", "Nom, prénom du signataire",
    ),
    "order.signatory_first_name": ("Prénom du signataire", "Prénom du responsable", "Prénom du représentant légal"),
    "order.signatory_role": (
        "Fonction du signataire", "Qualité du signataire", "Fonction du responsable",
        "Agissant en qualité de", "En qualité de", "Fonction", "Qualité",
    ),
    "order.signature_method": ("Mode de signature", "Type de signature", "Signature électronique ou manuscrite"),
    "order.referencing_condition": (
        "Commande sous condition de référencement", "Sous condition de référencement",
        "Commande passée sous condition de référencement",
        "Commande signée sous condition de référencement",
    ),
    "order.practitioner_count": (
        "Nombre de praticiens", "Nombre de médecins", "Nombre de professionnels",
        "Nombre de praticiens équipés", "Nb de praticiens",
    ),
    "order.comment": ("Commentaire", "Commentaires", "Observation", "Observations"),
    **_CLIENT,
    "client.street": ("N° et voie", "Voie", "Numéro et voie", "N° et nom de la voie", "Rue"),
    "client.address_extra": ("Complément d'adresse", "Complément"),
    "client.postal_code": ("Code postal", "CP"),
    "client.city": ("Commune", "Ville", "Localité"),
    "client.phone": ("Téléphone du cabinet", "Téléphone du client", "Tél. du cabinet"),
    "client.email": ("Courriel du client", "Adresse électronique du client", "E-mail du client"),
    "client.annual_exams": (
        "Nombre total d'examens annuels produits dans le RIS", "Nombre d'examens annuels",
        "Nombre total d'examens annuel produits dans le RIS", "Nombre total d'examens annuels",
        "Nombre d'examens par an", "Examens annuels",
    ),
    "client.had_wave_1": (
        "Client déjà bénéficiaire de la vague 1", "Déjà bénéficiaire de la vague 1",
        "Le client a déjà bénéficié d'une prestation Ségur vague 1",
    ),
    **_SOLUTION,
    "supplier.vat_number": (
        "N° de TVA intracommunautaire", "Numéro de TVA intracommunautaire",
        "N° TVA intracommunautaire", "TVA intracommunautaire",
    ),
    "solution.profile": ("Profil référencé", "Profil de référencement", "Profil"),
    "solution.domain": ("Domaine référencé", "Domaines référencés", "Domaine", "Domaines"),
    **_SERVICE,
    "service.label": ("Libellé de la prestation", "Désignation de la prestation", "Désignation", "Libellé"),
    **_PRICES,
}  # fmt: skip

_VA: Labels = {
    **_THE_ORDER,
    "va.number": (
        "Référence de la VA", "N° de VA", "Numéro de VA", "N° VA", "VA n°",
        "Vérification d'aptitude n°", "N° de la vérification d'aptitude",
        "Référence de la vérification d'aptitude", "Référence de la vérification",
        "Procès-verbal n°", "PV n°",
    ),
    "va.date": (
        "Date de la vérification d'aptitude", "Date de vérification d'aptitude",
        "Date de la vérification", "Date de la VA",
        "Date de VA", "Date de signature de la VA", "Date du procès-verbal", "Date du PV",
        "Date de signature", "Date de la signature", "Vérification d'aptitude prononcée le",
        "VA prononcée le", "Signé le", "Fait à … le", "Fait le", "Date",
    ),
    "va.signatory": (
        "Nom du signataire de la VA", "Nom du signataire", "Nom du représentant du client",
        "Nom du responsable", "Signataire de la VA", "Signataire", "Nom et prénom du signataire",
        "Nom, prénom du signataire",
    ),
    "va.signatory_first_name": (
        "Prénom du signataire de la VA", "Prénom du signataire", "Prénom du représentant du client",
        "Prénom du responsable",
    ),
    "va.signatory_role": (
        "Fonction du signataire de la VA", "Fonction du signataire", "Qualité du signataire",
        "Fonction du responsable", "Agissant en qualité de", "En qualité de", "Fonction", "Qualité",
    ),
    "va.signatory_entity": (
        "Entité représentée", "Entité représentée par le signataire", "Organisme représenté",
        "Établissement représenté", "Agissant pour le compte de", "Pour le compte de",
        "Représentant de",
    ),
    "va.reservations": (
        "Réserves", "Réserves éventuelles", "Réserves du client", "Réserve",
        "Réserves et observations", "Observations et réserves",
    ),
    **_CLIENT,
    **_SOLUTION,
    **_SERVICE,
    **_DONE,
}  # fmt: skip

_MOM: Labels = {
    **_THE_ORDER,
    "mom.number": (
        "Référence de la MOM", "N° de MOM", "Numéro de MOM", "N° MOM", "MOM n°",
        "Mise en ordre de marche n°", "N° de la mise en ordre de marche",
        "Référence de la mise en ordre de marche", "Référence de la déclaration",
        "Procès-verbal n°", "PV n°",
    ),
    "mom.date": (
        "Date de la mise en ordre de marche", "Date de mise en ordre de marche", "Date de la MOM",
        "Date de MOM", "Date de signature de la MOM", "Date du procès-verbal", "Date du PV",
        "Date de signature", "Date de la signature", "Mise en ordre de marche prononcée le",
        "MOM prononcée le", "Signé le", "Fait à … le", "Fait le", "Date",
    ),
    "mom.signatory": (
        "Nom du signataire de la MOM", "Nom du signataire", "Nom du représentant du client",
        "Nom du responsable", "Signataire de la MOM", "Signataire", "Nom et prénom du signataire",
        "Nom, prénom du signataire", "Déclarant",
    ),
    "mom.signatory_first_name": (
        "Prénom du signataire de la MOM", "Prénom du signataire",
        "Prénom du représentant du client", "Prénom du responsable",
    ),
    **_CLIENT,
    **_SOLUTION,
    **_SERVICE,
    **_DONE,
}  # fmt: skip

_INVOICE: Labels = {
    "invoice.number": (
        "N° de facture", "Numéro de facture", "N° de la facture", "Numéro de la facture",
        "N° facture", "Facture n°", "Référence de la facture", "Réf. facture", "Facture",
    ),
    "invoice.date": (
        "Date de la facture", "Date de facture", "Date de facturation", "Date facture",
        "Date d'émission de la facture", "Date d'émission", "Facturé le", "Date",
    ),
    "invoice.name": (
        "Nom figurant sur la facture", "Destinataire de la facture", "Destinataire",
        "Facturé à", "Client facturé", "Nom du client", "Raison sociale du client",
        "À l'attention de", "Client",
    ),
    **_THE_ORDER,
    "order.signature_date": _DONE["order.signature_date"],
    "client.legal_finess": _CLIENT["client.legal_finess"],
    "client.finess": _CLIENT["client.finess"],
    "client.siret": _CLIENT["client.siret"],
    "practitioner.rpps": _CLIENT["practitioner.rpps"],
    "supplier.name": _SOLUTION["supplier.name"],
    "supplier.siret": _SOLUTION["supplier.siret"],
    "supplier.siren": _SOLUTION["supplier.siren"],
    "solution.name": _SOLUTION["solution.name"],
    "solution.referencing_number": _SOLUTION["solution.referencing_number"],
    "invoice.segur_amount": (
        "Montant HT de la Prestation Ségur", "Montant de la Prestation Ségur HT",
        "Montant Prestation Ségur HT", "Total Prestation Ségur HT", "Part Prestation Ségur HT",
        "dont Prestation Ségur HT", "Prestation Ségur HT",
        "Montant HT de la prestation", "Montant pris en charge HT",
    ),
    "invoice.segur_vat_rate": _PRICES["amount.vat_rate"],
    "invoice.segur_vat": (
        "TVA de la Prestation Ségur", "Montant de la TVA de la Prestation Ségur",
        "TVA Prestation Ségur", "TVA de la part « Prestation Ségur »", "Prestation Ségur TVA",
        "Montant de TVA de la Prestation Ségur",
        "Part Prestation Ségur TVA", "TVA sur la Prestation Ségur",
    ),
    "invoice.segur_incl_tax": (
        "Montant TTC de la Prestation Ségur", "Montant de la Prestation Ségur TTC",
        "Montant Prestation Ségur TTC", "Total Prestation Ségur TTC", "Part Prestation Ségur TTC",
        "dont Prestation Ségur TTC", "Prestation Ségur TTC",
        "Montant TTC de la prestation", "Montant pris en charge TTC",
    ),
    "invoice.total_excl_tax": (
        "Total HT de la facture", "Montant total HT de la facture", "Montant total HT",
        "Total général HT", "Total facture HT", "Total HT",
    ),
    "invoice.total_incl_tax": (
        "Total TTC de la facture", "Montant total TTC de la facture", "Montant total TTC",
        "Total général TTC", "Total facture TTC", "Total TTC",
        "Net à payer", "Net à payer TTC", "Total à payer",
    ),
}  # fmt: skip

_PILOT: Labels = {
    **_THE_ORDER,
    **_CLIENT,
    **_SOLUTION,
    **_SERVICE,
    **_DONE,
    "service.completion_date": (
        *_DONE["service.completion_date"], "Date du déploiement", "Date de déploiement",
        "Date de mise en service", "Déploiement réalisé le",
    ),
}  # fmt: skip

LABELS: Mapping[Role, Labels] = MappingProxyType({
    "bdc": MappingProxyType(_BDC),
    "va": MappingProxyType(_VA),
    "mom": MappingProxyType(_MOM),
    "invoice": MappingProxyType(_INVOICE),
    "pilot": MappingProxyType(_PILOT),
})  # fmt: skip
"""The wordings that name each concept, in the order in which papers give them."""

CLIENT = (
    "Nom du client", "Raison sociale du client", "Dénomination du client", "Client final",
    "Client bénéficiaire", "Client pilote", "Client", "Donneur d'ordre", "Commande passée par",
    "Site pilote", "Client signataire", "Entité signataire", "Établissement ou entité signataire",
)  # fmt: skip
"""Wordings for whoever signs: the legal entity where the request tells it apart from its sites."""

CLIENT_IN_TEXT: Mapping[Role, tuple[str, ...]] = MappingProxyType({
    "va": (
        "pour le compte de […], atteste", "pour le compte de […], certifie",
        "pour le compte de […], déclare", "représentant de […], atteste",
        "représentant […], atteste", "représentant […], certifie", "représentant […], déclare",
    ),
    "mom": (
        "chez […], en exécution du bon de commande", "chez […], au titre du bon de commande",
        "chez […] en exécution du bon de commande", "chez […] au titre du bon de commande",
    ),
    "pilot": (
        "déployé à titre pilote chez […] le …, en exécution",
    ),
})  # fmt: skip
"""Whoever signs, in the sentences of letters."""

_ORDER_IN_TEXT = (
    "au titre du bon de commande n° […].", "au titre du bon de commande n° […],",
    "en exécution du bon de commande n° […].", "en exécution du bon de commande n° […],",
    "au titre du bon de commande n° […] du", "en exécution du bon de commande n° […] du",
)  # fmt: skip

IN_TEXT: Mapping[Role, Labels] = MappingProxyType({
    "va": MappingProxyType({
        "order.number": _ORDER_IN_TEXT,
        "va.signatory": (
            "Je soussigné(e) […], agissant en qualité de", "Je soussigné […], agissant en qualité de",
            "Je soussignée […], agissant en qualité de", "Je soussigné(e) […], en qualité de",
            "Je soussigné […], en qualité de", "Je soussignée […], en qualité de",
        ),
        "va.signatory_role": (
            "en qualité de […], pour le compte de", "en qualité de […], représentant",
            "en qualité de […], atteste", "en qualité de […], certifie",
        ),
        "va.signatory_entity": CLIENT_IN_TEXT["va"],
        "solution.name": (
            "vérification d'aptitude du logiciel […], version",
            "vérification d'aptitude du logiciel […], fourni par",
            "vérification d'aptitude du logiciel […] fourni par",
            "vérification d'aptitude de la solution […], version",
            "vérification d'aptitude de la solution […], fournie par",
            "vérification d'aptitude de la solution […] fournie par",
        ),
        "solution.version": (
            "du logiciel …, version […], fourni par", "de la solution …, version […], fournie par",
        ),
        "supplier.name": (
            "fourni par […] au titre du bon de commande", "fourni par […], au titre du bon de commande",
            "fourni par […] en exécution du bon de commande",
            "fournie par […] au titre du bon de commande",
            "fournie par […] en exécution du bon de commande",
        ),
    }),
    "mom": MappingProxyType({
        "order.number": _ORDER_IN_TEXT,
        "solution.name": (
            "mis en ordre de marche le logiciel […] chez", "mis en ordre de marche le logiciel […], version",
            "mis en ordre de marche la solution […] chez", "mis en ordre de marche la solution […], version",
        ),
        "solution.version": ("en ordre de marche le logiciel …, version […], chez",),
        "supplier.name": (
            "Nous, […], déclarons", "Nous, […], attestons", "Nous soussignés, […], déclarons",
            "La société […] déclare avoir mis en ordre de marche",
        ),
    }),
    "pilot": MappingProxyType({
        "order.number": _ORDER_IN_TEXT,
        "solution.name": (
            "Le logiciel […] de … a été déployé", "Le logiciel […], fourni par …, a été déployé",
            "La solution […] de … a été déployée",
        ),
        "supplier.name": (
            "Le logiciel … de […] a été déployé", "Le logiciel …, fourni par […], a été déployé",
            "La solution … de […] a été déployée",
        ),
        "service.completion_date": (
            "déployé à titre pilote chez … le […], en exécution",
            "déployé à titre pilote le […] chez",
        ),
    }),
})  # fmt: skip
"""The words around a value in the sentences of letters, « […] » in its place."""

HEADS: Labels = MappingProxyType({
    "client.name": ("Raison sociale", "Dénomination", "Bénéficiaire", "Établissement ou professionnel"),
    "practitioner.name": (
        "Nom", "Nom et prénom", "Bénéficiaire", "Professionnel", "Établissement ou professionnel",
    ),
    "practitioner.first_name": ("Prénom",),
})  # fmt: skip
"""Wordings that are enough at the head of a column, where a table answers row by row."""

BARE: Labels = MappingProxyType({
    "order.signatory": ("Nom", "Nom et prénom", "Nom, prénom", "Prénom et nom"),
    "order.signatory_first_name": ("Prénom",),
    "va.signatory": ("Nom", "Nom et prénom", "Nom, prénom", "Prénom et nom"),
    "va.signatory_first_name": ("Prénom",),
    "mom.signatory": ("Nom", "Nom et prénom", "Nom, prénom", "Prénom et nom"),
    "mom.signatory_first_name": ("Prénom",),
    "supplier.siret": ("Identifiant du fournisseur",),
    "supplier.siren": ("Identifiant du fournisseur",),
})  # fmt: skip
"""Short wordings that name it where nothing else that is looked for has them."""

ANSWERS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "service.kind": MappingProxyType({
        "vague 2": ("Vague 2", "Vague 2 seule"),
        "vague 1 + vague 2": (
            "Vague 1 + vague 2", "Vague 1 et vague 2", "Vagues 1 et 2", "Vague 1 + 2",
        ),
    }),
    "mss.deployment": MappingProxyType({
        "Cas 1": ("Cas 1", "Cas n° 1", "Cas n°1"),
        "Cas 2": ("Cas 2", "Cas n° 2", "Cas n°2"),
    }),
})  # fmt: skip
"""How papers word the answers of a choice, by the value that the request has for it."""

ALWAYS: Mapping[Role, frozenset[str]] = MappingProxyType({
    "bdc": frozenset({
        "order.number", "order.signature_date", "client.name", "amount.excl_tax",
        "amount.vat_rate", "amount.incl_tax", "total.excl_tax", "total.incl_tax",
    }),
    "va": frozenset({
        "order.number", "va.date", "va.signatory", "va.signatory_entity", "client.name",
    }),
    "mom": frozenset({"order.number", "mom.date", "mom.signatory", "client.name"}),
    "invoice": frozenset({
        "order.number", "invoice.number", "invoice.date", "invoice.name", "invoice.segur_amount",
        "invoice.segur_vat_rate", "invoice.segur_incl_tax", "invoice.total_excl_tax",
        "invoice.total_incl_tax",
    }),
    "pilot": frozenset({
        "order.number", "client.name", "solution.name", "service.completion_date",
    }),
})  # fmt: skip
"""What tells one piece from another, and what rules ask of a piece, be it in the request or not."""
