"""The public pages that several rules rest on, each known by what it says."""

# What is told in code is the address of the page; a rule quotes none of it.

FAQ_ORDER = "https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A588&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A636&f%5B3%5D=theme%3A2604&f%5B4%5D=theme%3A2618&page=1"
"""ANS: a scenario that changes after the advance, how an order is signed, one invoice only."""

FAQ_VA = "https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=dsr%3A370&f%5B1%5D=theme%3A586&mots_filter="
"""ANS: what a VA is, that one without signature does not conform, VA and MOM at the balance."""

FAQ_BALANCE = "https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=filtrez_par_offre%3A2626&page=3"
"""ANS: what a balance request is made of, the pilots before it, what an invoice must bear."""

FAQ_PERIMETER = "https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A586&mots_filter=&page=3"
"""ANS: the balance is about the clients of the advance; some may be left out, none added."""

FAQ_NAMES = "https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=couloir_dispositifs%3A2533&f%5B1%5D=theme%3A588&f%5B2%5D=theme%3A590"
"""ANS, MS2: the name on the invoice and the signatory of the VA."""

FAQ_PORTAL = "https://segurnum.asp-public.fr/segurnum/foires-aux-questions"
"""ASP: the MSS indicator, and requests that stay incomplete because their pieces did not pass."""

ROADMAP = "https://gnius.esante.gouv.fr/en/le-parcours-guide-de-referencement-et-de-financement-segur-numerique/ma-roadmap-referencement-segur/une-fois-la-solution-en-marche-jeffectue-ma-demande-de-versement-du-solde"
"""G_NIUS: the order of the steps, down to the balance."""
