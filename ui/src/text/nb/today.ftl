# I dag: den første skjermen, med høyst tre kort.
today-title = I dag
today-new-go = Se på det nye
today-nothing = Ingenting venter. Du kan skrive noe, eller bare lukke.
not-sent = Bare denne enheten har det du sa sist.
not-sent-more = { $other } får det når du sender det.
today-since = Siden { $day }.
today-answer = Svar den som har ventet lengst

# Etter en tid borte: hvor man begynner, og ingenting annet.
today-back = Begynn her
today-back-more = Du trenger ikke ta igjen noe. Ta én ting, eller ingen.

# Det klienten har sagt som venter på svar.
today-ago =
    { $days ->
        [0] i dag
        [one] for 1 dag siden, { $day }
       *[other] for { $days } dager siden, { $day }
    }
today-waits-no = Du sa nei { $when }.
today-waits-tookBack = Du tok tilbake ditt ja { $when }.
today-waits-pushed = Du sa at du følte deg presset { $when }.
today-waits-differently = Du sa det på en annen måte { $when }.
today-waits-suggested = Du foreslo dette { $when }.
today-waits-answered = Du skrev dette { $when }.

# Personene til kontaktpersonen.
people-find = Finn en person
people-none = Ingen har det navnet.
people-count =
    { $count ->
        [one] 1 avtale
       *[other] { $count } avtaler
    }
meetings-title = Møter
hellos-title = Små hilsener
