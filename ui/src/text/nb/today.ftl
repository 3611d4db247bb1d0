# I dag: den første skjermen, med høyst tre kort.
today-title = I dag
today-new-go = Se på det nye
today-nothing = Ingenting venter. Du kan skrive noe, eller bare lukke.
today-since = Siden { $day }.
today-answer = Svar den som har ventet lengst
