# Vandaag: het eerste scherm, met hoogstens drie kaarten.
today-title = Vandaag
today-new-go = Kijk wat er nieuw is
today-nothing = Er wacht niets. Je kunt iets schrijven, of gewoon sluiten.
today-since = Sinds { $day }.
today-answer = Antwoord wie het langst wacht
