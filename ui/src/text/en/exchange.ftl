# Files for the other person, and what happened.
exchange-title = Send and receive
exchange-lead = By file: on a stick, in a shared folder, or any way you like. Only the two of you can open it.
send-title = For { $other }
send-waiting =
    { $count ->
        [one] There is 1 new thing for { $other }.
       *[other] There are { $count } new things for { $other }.
    }
send-on-way =
    { $count ->
        [one] 1 thing is in a file that you made. { $other }’s device has not told us that it came.
       *[other] { $count } things are in a file that you made. { $other }’s device has not told us that they came.
    }
send-folder = Folder
send-folder-hint = Leave it empty for the usual folder.
send-go = Make a file
send-choose = Choose a folder
sent = There is a file for { $other }.
sent-where = It lies here:
sent-how = Give it to { $other }. You can give it twice, nothing breaks.
receive-title = From { $other }
receive-pick = Open a file
receive-go = Take it in
received =
    { $count ->
        [0] Nothing new was in it.
        [one] 1 new thing is here.
       *[other] { $count } new things are here.
    }
received-waiting =
    { $count ->
        [one] 1 waits for something earlier. It opens when the rest is here.
       *[other] { $count } wait for something earlier. They open when the rest is here.
    }
received-aside =
    { $count ->
        [one] One message could not be read. The rest is fine. It is kept aside.
       *[other] { $count } messages could not be read. The rest is fine. They are kept aside.
    }
received-look = Look at our agreement
envelope-from = From
envelope-new = New
envelope-new-acts =
    { $count ->
        [0] Nothing new
        [one] 1 new thing
       *[other] { $count } new things
    }
envelope-gaps = Missing
envelope-gaps-count =
    { $count ->
        [0] Nothing
        [one] 1 earlier thing has not come yet
       *[other] { $count } earlier things have not come yet
    }
aside-title = Kept aside
aside-since = Since { $day }
aside-retry = Try again

history-title = What happened
history-lead = You both can read this. Nothing in it is rewritten.
history-lead-part = What happened to this part. Nothing in it is rewritten.
history-empty = It starts when one of you writes.
said-and-came = Said { $said }, came { $came }.
passed-waits = It waits for something earlier.
passed-noEffect = It has no effect.
happened-founded = started the agreement
happened-joined = joined
happened-addedDevice = added a device
happened-addedDeviceByKit = came back on a new device, with the recovery words
happened-removedDevice = removed a device
happened-suggested = suggested
happened-somethingElse = said something else
happened-yes = said yes
happened-yesUnderPressure = said yes, under pressure
happened-no = said no
happened-notNow = said not now
happened-differently = said it differently
happened-tookBack = took back the yes
happened-feltPushed = felt pushed
happened-replied = answered
happened-held = wrote down that { $client } said stop
happened-notedYes = wrote down a yes for { $client }. It counts as nothing until { $client } answers.
happened-sharedDecision = shared what others decided
happened-seen = has seen it. It does not mean yes.
happened-disagreed = does not agree. This is not an appeal.
happened-linked = linked it to what { $client } said no to
happened-used = used the mandate
happened-answeredUse = answered a use
happened-paused = paused
happened-resumed = let it go on
happened-ended = ended the agreement
happened-contact = wrote about a contact
happened-checkin = shared a check-in
happened-erased = erased words
happened-received = has received this
happened-copiedForRecord = copied text into the record
happened-unknown = did something that this app is too old to read
happened-stepDone = did this step
happened-stepChanged = changed this step
happened-stepNotThisTime = did not do this step this time
happened-hello = said hello
happened-card = wrote a card
happened-away = is away for a time
happened-back = is back
happened-setMeeting = set the next time
happened-movedMeeting = moved the next time
happened-calledOff = called off the next time
