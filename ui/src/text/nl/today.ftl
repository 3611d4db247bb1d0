# Vandaag: het eerste scherm, met hoogstens drie kaarten.
today-title = Vandaag
today-new-go = Kijk wat er nieuw is
today-nothing = Er wacht niets. Je kunt iets schrijven, of gewoon sluiten.
not-sent = Alleen dit apparaat heeft wat je het laatst zei.
not-sent-more = { $other } krijgt het als je het verstuurt.
today-since = Sinds { $day }.
today-answer = Antwoord wie het langst wacht

# Na een tijd weg: waar je begint, en verder niets.
today-back = Begin hier
today-back-more = Je hoeft niets in te halen. Neem één ding, of niets.

# Wat de cliënt zei en op antwoord wacht.
today-ago =
    { $days ->
        [0] vandaag
        [one] 1 dag geleden, op { $day }
       *[other] { $days } dagen geleden, op { $day }
    }
today-waits-no = Je zei nee. Dat was { $when }.
today-waits-tookBack = Je nam je ja terug. Dat was { $when }.
today-waits-pushed = Je zei dat je druk voelde. Dat was { $when }.
today-waits-differently = Je zei het anders. Dat was { $when }.
today-waits-suggested = Je stelde dit voor. Dat was { $when }.
today-waits-answered = Je schreef dit. Dat was { $when }.

# De mensen van de begeleider.
people-find = Zoek een persoon
people-none = Niemand heeft die naam.
people-count =
    { $count ->
        [one] 1 afspraak
       *[other] { $count } afspraken
    }
meetings-title = Gesprekken
hellos-title = Kleine groeten
