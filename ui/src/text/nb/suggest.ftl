# Foreslå en del, andre ord, eller noe annet.
suggest-part = Foreslå en del
suggest-title = En ny del
suggest-lead = Du trenger ikke å gi noen grunn.
suggest-kind = Hva handler det om?
suggest-kind-missing = Velg først hva det handler om.
suggest-before = Ordene så langt
suggest-my-words = Ordene mine
suggest-words-made = Dette ville dere begge skrive under på. Du kan endre det.
suggest-reason = Grunnen din
suggest-reason-hint = { $client } kan lese den. Si det med enkle ord.
suggest-go = Lagre forslaget mitt
something-else-title = Noe annet
something-else-more = Ordene til { $other } blir som de er. Dine står ved siden av.
kind-purpose = Hvorfor
kind-purpose-hint = Det vi jobber sammen for
kind-goal = Et mål
kind-goal-hint =
    { $role ->
        [client] Dit jeg vil
       *[keyworker] Dit { $client } vil
    }
kind-step = Et steg
kind-step-hint = Hvem gjør hva nå
kind-mandate = { $keyworker } kan gjøre noe
kind-mandate-hint =
    { $role ->
        [client] For meg, med noen, til en dag
       *[keyworker] For { $client }, med noen, til en dag
    }
kind-permission = { $keyworker } kan fortelle noe
kind-permission-hint = Til en person med navn, til en dag
kind-arrangement = Når vi møtes
kind-arrangement-hint = Hvor lenge, og hvem som trår inn
field-task = Hva kan { $keyworker } gjøre?
field-task-hint = For eksempel: snakke med, spørre, ringe
field-toward = Med hvem?
field-toward-hint = Navnet på en person, og hvor den jobber
field-recipient = Hvem kan { $keyworker } fortelle det til?
field-about = Om hva?
field-what = Fortelle hva?
field-until = Til når?
field-until-end = Hvor lenge varer det?
field-by = Innen når?
field-doer = Hvem gjør det?
field-stand-in = Hvem trår inn når { $keyworker } er borte?
doer-both = Begge
sentence-mandate = { $keyworker } får { $task } { $toward } om { $about }.
sentence-mandate-until = { $keyworker } får { $task } { $toward } om { $about }, til { $until }.
sentence-permission = { $keyworker } får fortelle { $about } til { $toward }.
sentence-permission-until = { $keyworker } får fortelle { $about } til { $toward }, til { $until }.
field-near = Hvor nær er det nå?
field-near-hint = 0 er langt unna, 10 er framme. Du kan hoppe over det.
near-out = Hopp over det
near-now = Hvor nær: { $near } av 10
field-goal = Hvilket mål fører det til?
goal-none = Ingen, eller ikke ennå
leads-to = Det fører til:
