"""Orders, read from the requests of the reference models."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from drawing.facts import Amounts, Invoice, Line, Order, Person, Statement

HOP_SCENARIOS = (
    "Scénario 1 : DPI unique pour l’ensemble des activités",
    "Scénario 2 : DPI raccordé à une plateforme d’intermédiation",
)
MDV_SCENARIOS = (
    "Scénario 1 : poste unique ou réseau local",
    "Scénario 2 : logiciel hébergé",
)
MS2_SCENARIOS = (
    "Scénario A : DUI hébergé, MSSanté raccordée",
    "Scénario B : DUI sur site, MSSanté par webmail",
)
BIO_QUESTIONS = (
    ("scenario.report_sending", "Comptes rendus envoyés depuis le SGL"),
    ("scenario.dmp_feed", "Alimentation du DMP"),
    ("scenario.mss_sending", "Envoi par MSSanté"),
)
IMG_QUESTIONS = (
    ("scenario.report_sending", "Comptes rendus envoyés depuis le RIS"),
    ("scenario.dmp_feed", "Alimentation du DMP"),
)

Node = Mapping[str, Any]


def orders(text: str) -> tuple[Order, ...]:
    """The orders of a request."""
    data = json.loads(text.lstrip("\ufeff"), parse_float=Decimal, parse_int=Decimal)
    first = data[0] if isinstance(data, list) else data
    dispositif = str(first.get("dispositif") or first.get("DISPOSITIF")).upper()
    read = {
        "HOP-DPI-VA2": _hop,
        "BIO-SGL-VA1": _bio,
        "IMG-RIS-VA2": _img,
        "MDV-LGC-VA2": _mdv,
        "MS2": _ms2,
    }[dispositif]
    return tuple(read(data))


def _amounts(node: Node, names: tuple[str, str, str, str]) -> Amounts:
    ht, rate, vat, ttc = (node.get(name) for name in names)
    return Amounts(ht, rate, vat, ttc)


CAMEL = ("montantHT", "tauxTVA", "montantTVA", "montantTTC")


def _hop(data: Node) -> list[Order]:
    return [_hop_order(data, order) for order in data["commandes"]]


def _hop_order(data: Node, order: Node) -> Order:
    legal, supplier, solution = order["entiteJuridique"], data["fournisseur"], data["solution"]
    signature, address = order.get("signature", {}), legal.get("adresse", {})
    lines = tuple(
        Line(
            key=one["finess"],
            key_concept="client.finess",
            name=one["raisonSociale"],
            amounts=_amounts(one["prestation"], CAMEL),
            scenario=one.get("scenarioInstallation") or one.get("scenarioInstalle"),
            kind=one["prestation"]["type"],
            done=one["prestation"].get("dateFinRealisation", ""),
            addresses=tuple(one.get("adressesMSSante", ())),
        )
        for one in order["etablissements"]
    )
    total = order.get("total", {})
    return Order(
        dispositif="HOP-DPI-Va2",
        number=order["numeroBonCommande"],
        signed_on=order.get("dateSignature") or signature["dateSignature"],
        supplier=supplier["raisonSociale"],
        supplier_id=supplier["siret"],
        supplier_id_concept="supplier.siret",
        solution=solution["nom"],
        version=solution["version"],
        reference=solution["numeroReferencement"],
        client=legal["raisonSociale"],
        client_concept="client.legal_name",
        client_ids=(
            ("N° FINESS juridique", "client.legal_finess", legal["finessJuridique"]),
            ("N° SIRET", "client.legal_siret", legal["siret"]),
        ),
        lines=lines,
        total=Amounts(
            total.get("montantHT"), None, total.get("montantTVA"), total.get("montantTTC")
        )
        if total
        else _summed(lines),
        street=address.get("voie", "12 avenue de l’Exemple"),
        postal_code=address.get("codePostal", "20200"),
        city=address.get("commune", "Bastia"),
        signatory=_hop_signatory(signature or order["va"]),
        method=signature.get("mode", ""),
        comment=order.get("commentaire", ""),
        va=_hop_va(order.get("va")),
        mom=_hop_mom(order.get("mom")),
        invoice=_hop_invoice(order.get("facture")),
        scenarios=HOP_SCENARIOS,
    )


def _hop_signatory(node: Node) -> Person:
    return Person(node["nomSignataire"], node["prenomSignataire"], node["fonctionSignataire"])


def _summed(lines: tuple[Line, ...]) -> Amounts:
    parts = [line.amounts for line in lines if line.amounts]
    return Amounts(
        sum((part.ht or Decimal(0) for part in parts), Decimal(0)),
        None,
        sum((part.vat or Decimal(0) for part in parts), Decimal(0)),
        sum((part.ttc or Decimal(0) for part in parts), Decimal(0)),
    )


def _hop_va(node: Node | None) -> Statement | None:
    if not node:
        return None
    person = Person(
        node["nomSignataire"],
        node["prenomSignataire"],
        node["fonctionSignataire"],
        node["entiteRepresentee"],
    )
    return Statement(node["dateVA"], person)


def _hop_mom(node: Node | None) -> Statement | None:
    return Statement(node["dateMOM"], Person(node["nomSignataire"])) if node else None


def _hop_invoice(node: Node | None) -> Invoice | None:
    if not node:
        return None
    segur = Amounts(
        node["montantSegurHT"], node["tauxTVA"], node["montantSegurTVA"], node["montantSegurTTC"]
    )
    rest = node["montantTotalTTC"] - node["montantSegurTTC"]
    other: tuple[tuple[str, Amounts], ...] = ()
    if rest:
        rate = node["tauxTVA"]
        ht = (rest / (1 + rate / 100)).quantize(Decimal("0.01"))
        other = (
            ("Maintenance annuelle du module de statistiques", Amounts(ht, rate, rest - ht, rest)),
        )
    return Invoice(
        node["numero"],
        node["date"],
        node["destinataire"],
        segur,
        "",
        node["montantTotalTTC"],
        other,
    )


def _bio(data: Node) -> list[Order]:
    order, client = data["COMMANDE"], data["CLIENT"]
    lines = tuple(
        Line(
            key=finess,
            key_concept="client.finess",
            name=one["RAISON_SOCIALE"],
            addresses=(one["ADRESSE_MSSANTE"],) if one["ADRESSE_MSSANTE"] else (),
            answers={
                "scenario.report_sending": one["CR_ENVOYES_DEPUIS_SGL"],
                "scenario.dmp_feed": one["ALIMENTATION_DMP"],
                "scenario.mss_sending": one["ENVOI_MSSANTE"],
            },
            flows=tuple(one["FLUX"]),
        )
        for finess, one in data["REPONSES_PAR_FINESS"].items()
    )
    head = client["BIOLOGISTE_RESPONSABLE"]
    invoice = data["FACTURE"]
    service = data["PRESTATION"]
    amounts = _amounts(service, ("MONTANT_HT", "TAUX_TVA", "MONTANT_TVA", "MONTANT_TTC"))
    return [
        Order(
            dispositif="BIO-SGL-VA1",
            number=order["NUMERO"],
            signed_on=order["DATE_SIGNATURE"],
            supplier=data["FOURNISSEUR"]["RAISON_SOCIALE"],
            supplier_id=data["FOURNISSEUR"]["SIRET"],
            supplier_id_concept="supplier.siret",
            solution=data["SOLUTION"]["NOM"],
            version="",
            reference=data["SOLUTION"]["NUMERO_REFERENCEMENT"],
            client=client["RAISON_SOCIALE"],
            client_concept="client.legal_name",
            client_ids=(
                ("N° FINESS juridique", "client.legal_finess", client["FINESS_EJ"]),
                ("N° SIRET", "client.legal_siret", client["SIRET"]),
            ),
            lines=lines,
            street="18 rue des Laborantins",
            postal_code="69003",
            city="Lyon",
            signatory=Person(head["NOM"], head["PRENOM"], "Biologiste responsable"),
            va=_numbered(data["VA"], Person(head["NOM"], head["PRENOM"], "Biologiste responsable")),
            mom=_numbered(data["MOM"], Person("")),
            invoice=Invoice(
                invoice["NUMERO"],
                invoice["DATE"],
                invoice["DESTINATAIRE"],
                Amounts(
                    invoice["MONTANT_SEGUR_HT"],
                    amounts.rate,
                    amounts.vat,
                    invoice["MONTANT_SEGUR_TTC"],
                ),
            ),
            amounts=amounts,
            done=service["DATE_FIN"],
            extra=(("N° RPPS du biologiste responsable", "practitioner.rpps", head["RPPS"]),),
            questions=BIO_QUESTIONS,
        )
    ]


def _numbered(node: Node | None, person: Person) -> Statement | None:
    if not node:
        return None
    signs = person._replace(name=node["NOM_SIGNATAIRE"])
    return Statement(node["DATE"], signs, node["NUMERO"])


def _img(data: Node) -> list[Order]:
    order, client = data["commande"], data["commande"]["client"]
    sending, feed, flows = order["scenario"]["reponses"]
    lines = tuple(
        Line(key=finess, key_concept="client.finess", name="")
        for finess in client["numeros_finess"]
    )
    names = ("montant_ht", "taux_tva", "montant_tva", "montant_ttc")
    return [
        Order(
            dispositif="IMG-RIS-Va2",
            number=order["numero"],
            signed_on=order["date_signature"],
            supplier=data["fournisseur"]["raison_sociale"],
            supplier_id=data["fournisseur"]["siret"],
            supplier_id_concept="supplier.siret",
            solution=data["solution"]["nom"],
            version=order["ris"]["version"],
            reference=data["solution"]["numero_referencement"],
            client=client["raison_sociale"],
            client_concept="client.name",
            client_ids=(
                ("N° SIRET", "client.siret", client["siret"]),
                ("Type de structure", "client.category", client["type_structure"]),
            ),
            lines=lines,
            street="5 avenue des Radiologues",
            postal_code="83000",
            city="Toulon",
            signatory=Person(order["nom_signataire"], "Claude", "Gérant"),
            amounts=_amounts(order["prestation"], names),
            scenario=order["scenario"]["code"],
            extra=(
                (
                    "Nombre total d’examens annuels produits dans le RIS",
                    "client.annual_exams",
                    str(order["ris"]["nombre_examens_annuel"]),
                ),
                *(("N° AM", "client.am", number) for number in client["numeros_am"]),
                (
                    "Précision sur l’alimentation du DMP",
                    "scenario.remark",
                    feed.get("precision", ""),
                ),
            ),
            answers={
                "scenario.report_sending": sending["reponse"],
                "scenario.dmp_feed": feed["reponse"],
            },
            flows=tuple(flows["flux"]),
            questions=IMG_QUESTIONS,
            scenarios=("SC1", "SC2", "SC3"),
        )
    ]


def _mdv(data: Node | list[Node]) -> list[Order]:
    if isinstance(data, list):
        return [_mdv_advance(order) for order in data]
    return [_mdv_balance(data, order) for order in data["commandes"]]


def _mdv_lines(people: list[Node]) -> tuple[Line, ...]:
    return tuple(
        Line(
            key=one["rpps"],
            key_concept="practitioner.rpps",
            name=one["nom"],
            first_name=one["prenom"],
            name_concept="practitioner.name",
            amounts=_amounts(one, CAMEL),
            addresses=(one["adresseMSSante"],) if one.get("adresseMSSante") else (),
            remark=one.get("specialite", ""),
        )
        for one in people
    )


def _iso(french: str) -> str:
    return "-".join(reversed(french.split("/")))


def _mdv_advance(order: Node) -> Order:
    paper, cabinet = order["bonCommande"], order["cabinet"]
    return Order(
        dispositif="MDV-LGC-Va2",
        number=paper["numero"],
        date=_iso(paper["date"]),
        signed_on=_iso(paper["dateSignature"]),
        supplier=order["fournisseur"]["raisonSociale"],
        supplier_id=order["fournisseur"]["siren"],
        supplier_id_concept="supplier.siren",
        solution=order["logiciel"]["nom"],
        version="",
        reference=order["logiciel"]["numeroReferencement"],
        client=cabinet["raisonSociale"],
        client_concept="client.name",
        client_ids=(("N° SIRET", "client.siret", cabinet["siret"]),),
        lines=_mdv_lines(order["praticiens"]),
        total=Amounts(order["totalHT"], None, order["totalTVA"], order["totalTTC"]),
        street=cabinet["adresse"],
        postal_code=cabinet["codePostal"],
        city=cabinet["ville"],
        signatory=Person(paper["nomSignataire"], order["praticiens"][0]["prenom"], "Médecin"),
        scenario=order["scenario"],
        extra=(
            ("Nombre de praticiens", "order.practitioner_count", str(order["nombrePraticiens"])),
        ),
        scenarios=MDV_SCENARIOS,
    )


def _mdv_balance(data: Node, order: Node) -> Order:
    cabinet, invoice, va = order["cabinet"], order["facture"], order["va"]
    lines = _mdv_lines(order["praticiens"])
    first = next((line.first_name for line in lines if line.name == va["nomSignataire"]), "")
    rate = lines[0].amounts.rate if lines[0].amounts else None
    segur = Amounts(
        invoice["montantSegurHT"],
        rate,
        invoice["montantSegurTTC"] - invoice["montantSegurHT"],
        invoice["montantSegurTTC"],
    )
    return Order(
        dispositif="MDV-LGC-Va2",
        number=order["numeroBDC"],
        signed_on=_iso(order["dateSignatureBDC"]),
        supplier=data["fournisseur"]["raisonSociale"],
        supplier_id=data["fournisseur"]["siren"],
        supplier_id_concept="supplier.siren",
        solution=data["logiciel"]["nom"],
        version="",
        reference=data["logiciel"]["numeroReferencement"],
        client=cabinet["raisonSociale"],
        client_concept="client.name",
        client_ids=(("N° SIRET", "client.siret", cabinet["siret"]),),
        lines=lines,
        total=_summed(lines),
        street="4 place du Marché",
        postal_code="29000",
        city="Quimper",
        signatory=Person(va["nomSignataire"], first, "Médecin"),
        va=Statement(
            _iso(va["date"]),
            Person(va["nomSignataire"], first, "Médecin"),
            "",
            tuple(va["reserves"]),
        ),
        invoice=Invoice(
            invoice["numero"],
            _iso(invoice["date"]),
            invoice["nomClient"],
            segur,
            f"Docteur {first} ",
        ),
        scenario=order["scenario"],
        scenarios=MDV_SCENARIOS,
    )


def _ms2(data: Node) -> list[Order]:
    return [_ms2_order(data, order) for order in data["commandes"]]


def _ms2_order(data: Node, order: Node) -> Order:
    body, va, invoice = data["organismeGestionnaire"], order["VA"], order["facture"]
    lines = tuple(
        Line(
            key=site["finessGéographique"] or site["siret"],
            key_concept="client.finess" if site["finessGéographique"] else "client.siret",
            name=site["dénomination"],
            amounts=_amounts(site, CAMEL),
            remark=site["catégorie"],
        )
        for site in order["sites"]
    )
    rate = lines[0].amounts.rate if lines[0].amounts else None
    ht, ttc = invoice["montantPrestationSégurHT"], invoice["montantPrestationSégurTTC"]
    person = Person(va["nomSignataire"], va["prénomSignataire"], "Directeur", body["dénomination"])
    return Order(
        dispositif="MS2",
        number=order["numéro"],
        signed_on=order["dateSignature"],
        supplier=data["éditeur"]["dénomination"],
        supplier_id=data["éditeur"]["siret"],
        supplier_id_concept="supplier.siret",
        solution=data["solution"]["nom"],
        version="",
        reference=data["solution"]["numéroRéférencement"],
        client=body["dénomination"],
        client_concept="client.legal_name",
        client_ids=(("N° FINESS juridique", "client.legal_finess", body["finessJuridique"]),),
        lines=lines,
        total=_summed(lines),
        street="9 route des Pins",
        postal_code="20600",
        city="Bastia",
        signatory=person,
        va=Statement(va["date"], person),
        invoice=Invoice(
            invoice["numéro"],
            invoice["date"],
            invoice["nom"],
            Amounts(ht, rate, ttc - ht, ttc),
            f"{va['prénomSignataire']} ",
        ),
        mss_case=order.get("déploiementMSS", ""),
        scenario=order["scénario"],
        addresses=(va["adresseMSSanté"],),
        scenarios=MS2_SCENARIOS,
    )
