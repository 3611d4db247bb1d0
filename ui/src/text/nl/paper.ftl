# Papier, het dossier, delen meenemen, stoppen.
paper-title = Op papier
paper-title-appeal = Papier om op te schrijven
paper-lead = Zo ziet het eruit op papier. { $other } kan hetzelfde printen.
paper-size = Hoe groot zijn de letters?
paper-size-usual = Zoals altijd
paper-size-large = Grote letters
paper-print = Print
paper-print-hint = Je kunt daar ook PDF kiezen.
paper-save-pdf = Opslaan als PDF
paper-save-page = Opslaan als webpagina
paper-save-hint = Wie het bestand of het papier heeft, kan het lezen. Elke browser opent de webpagina.
paper-saved = Het bestand staat hier:
plan-title = Plak een plan
plan-lead = Elke regel wordt een deel waar { $client } op kan zeggen wat die wil. Hiermee is niets afgesproken.
plan-text = De tekst van het plan
plan-text-hint = Eén ding per regel. Een regel als ‘Doelen:’ zegt wat er volgt.
plan-read = Bekijk de regels
plan-again = Plak een andere tekst
plan-check = Klopt elke regel?
plan-check-lead = Je kunt de woorden anders maken. Laat weg wat hier niet hoort.
plan-kind = Wat is het?
plan-doer = Wie doet het?
plan-leave-out = Laat weg
plan-take-in = Neem weer mee
plan-left-out = Weg
plan-words = De woorden
plan-choose = Kies
plan-no-heading = Zonder kopje
plan-under = Wat staat hieronder?
plan-is-line = Het is een eigen regel
plan-unsaid = Zeg eerst wat elke regel is.
plan-go-none = Stel voor
plan-go-others = Deel wat anderen besloten
plan-others =
    { $count ->
        [one] 1 regel wordt gedeeld als besluit van anderen. { $client } hoeft er geen ja op te zeggen.
       *[other] { $count } regels worden gedeeld als besluit van anderen. { $client } hoeft er geen ja op te zeggen.
    }
plan-shared =
    { $count ->
        [one] 1 besluit is nu gedeeld.
       *[other] { $count } besluiten zijn nu gedeeld.
    }
plan-reason = Waarom stel je deze voor?
plan-none = Alle regels zijn weg.
plan-go =
    { $count ->
        [one] Stel 1 deel voor
       *[other] Stel { $count } delen voor
    }
plan-done =
    { $count ->
        [one] 1 deel is nu een voorstel.
       *[other] { $count } delen zijn nu een voorstel.
    }
plan-done-more = { $client } geeft op elk deel apart antwoord.
plan-powers = Een machtiging plak je nooit. Je vraagt elke apart.
record-title = Kopie voor het dossier
record-lead = Dit gaat naar het dossier op je werk. { $client } kan dezelfde kopie lezen bij ‘Wat er is gebeurd’.
record-organisation = Naam van waar je werkt
record-organisation-hint = Je mag het leeg laten.
record-parts = Welke delen?
record-all = Alle
record-some = Ik kies
record-none = Kies één deel of meer.
record-go = Maak de kopie
record-made = De kopie is gemaakt. { $client } ziet het als je stuurt.
record-text = De kopie
record-copy = Kopieer de tekst
record-copied = Klaar. Plak het waar je schrijft. Het verdwijnt weer snel.
record-not-copied = Dit lukt niet op dit apparaat. Kies de tekst en kopieer zelf.
record-language = De koppen zijn in jouw taal. De woorden van jullie blijven zoals ze zijn.
ending-title = Stop met onze afspraken
ending-lead = Je kunt alleen stoppen. Je hoeft niet te zeggen waarom.
ending-stops = Dit stopt meteen
ending-stops-mandates = Alle machtigingen
ending-stops-tell = Alles wat { $keyworker } aan anderen mag zeggen
ending-not-stops = Dit stopt niet
ending-not-decisions = Wat anderen besloten
ending-read = Je kunt alles nog lezen.
ending-both = Als jullie allebei zijn gestopt, blijft het zo.
ending-go = Stop nu
ending-done = Je bent gestopt. Alles is hier nog te lezen.
ending-new = Willen jullie verder, dan begin je opnieuw. Je kunt delen meenemen.
carry-title = Neem delen mee
carry-lead = Elk deel is weer een voorstel. Jullie geven allebei weer antwoord. Wie eerst ja zei, blijft erbij staan.
carry-into = Naar welke afspraken?
carry-none = Er zijn nog geen andere afspraken.
carry-start = Begin met nieuwe afspraken
carry-parts = Welke delen?
carry-no-parts = Hier is niets waar jullie allebei ja op zeiden.
carry-missing = Kies eerst waarheen, en een deel.
carry-reason = Waarom neem je ze mee?
carry-go = Stel ze weer voor
carry-look = Bekijk de nieuwe
record-too-long = Het is te veel voor één kopie. Kies een paar delen, daarna de rest.
plan-too-long = Plak niet meer dan 50 regels tegelijk.
