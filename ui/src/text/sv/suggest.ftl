# Föreslå en del, andra ord, eller något annat.
suggest-part = Föreslå en del
suggest-title = En ny del
suggest-lead = Du behöver inte säga varför.
suggest-kind = Vad handlar det om?
suggest-kind-missing = Välj först vad det handlar om.
suggest-before = Orden hittills
suggest-my-words = Mina ord
suggest-words-made = Det här skulle ni båda skriva under. Du kan ändra det.
suggest-reason = Ditt skäl
suggest-reason-hint = { $client } kan läsa det. Säg det med vanliga ord.
suggest-go = Spara mitt förslag
something-else-title = Något annat
something-else-more = { $other }s ord blir kvar som de är. Dina står bredvid.
kind-purpose = Varför
kind-purpose-hint = Det vi arbetar tillsammans för
kind-goal = Ett mål
kind-goal-hint =
    { $role ->
        [client] Dit jag vill komma
       *[keyworker] Dit { $client } vill komma
    }
kind-step = Ett steg
kind-step-hint = Vem gör vad härnäst
kind-mandate = { $keyworker } får göra något
kind-mandate-hint =
    { $role ->
        [client] För mig, med någon, till en dag
       *[keyworker] För { $client }, med någon, till en dag
    }
kind-permission = { $keyworker } får berätta något
kind-permission-hint = För en namngiven person, till en dag
kind-arrangement = När vi träffas
kind-arrangement-hint = Hur länge, och vem som ersätter
field-task = Vad får { $keyworker } göra?
field-task-hint = Till exempel: prata med, fråga, ringa
field-toward = Med vem?
field-toward-hint = Personens namn och var hen arbetar
field-recipient = För vem får { $keyworker } berätta?
field-about = Om vad?
field-what = Berätta vad?
field-until = Till när?
field-until-end = Hur länge ska det fortsätta?
field-by = Till när?
field-doer = Vem gör det?
field-stand-in = Vem ersätter när { $keyworker } är borta?
doer-both = Båda
sentence-mandate = { $keyworker } får { $task } { $toward } om { $about }.
sentence-mandate-until = { $keyworker } får { $task } { $toward } om { $about }, till { $until }.
sentence-permission = { $keyworker } får berätta { $about } för { $toward }.
sentence-permission-until = { $keyworker } får berätta { $about } för { $toward }, till { $until }.
field-near = Hur nära är det nu?
field-near-hint = 0 är långt bort, 10 är framme. Du kan hoppa över det.
near-out = Hoppa över det
near-now = Hur nära: { $near } av 10
field-goal = Vilket mål leder det till?
goal-none = Inget, eller inte än
leads-to = Det leder till:
