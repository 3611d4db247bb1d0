# What every screen says: the way out, the way back, people, days.
save = Save
go-on = Go on
copy = Copy
copied = Copied
save-as-file = Save as a file
someone-other = Someone other than { $other }
someone-other-nameless = Someone else who can help
today-at = today at { $time }
days =
    { $days ->
        [one] 1 day
       *[other] { $days } days
    }
since-today = Since today
name-day = { $name }, { $day }
the-other = the other person
draft-found = Your words from before are still here.
words-not-here = The words have not come yet.
words-erased = These words were erased.
device-of = { $name }’s device
device-named = { $name }’s { $device }
device-has = { $device } has it, { $day }.
device-saw = { $device } saw it { $day }
read-aloud = Read aloud
read-both = Read both
read-stop = Stop reading

# Standings, the same for both people (design §3).
standing-new-for-you = New for you. No hurry.
standing-waiting-client = Waiting for { $client }
standing-waiting-keyworker = Waiting for { $keyworker }
standing-both-agree = Both agree
standing-not-agreed = Not agreed
standing-new-suggestion = New suggestion
standing-two-suggestions = Two suggestions
standing-yes-under-pressure = Yes, under pressure
standing-taken-back = Taken back
standing-on-hold = On hold
standing-paused = Paused
standing-decided = Decided by others
standing-ended = Ended

# Uses of a mandate.
used =
    { $times ->
        [one] Used once
       *[other] Used { $times } times
    }
use-beforeTheyKnew = Before { $keyworker } knew it was taken back
use-withoutMandate = Without a mandate
use-fine = { $client } says: that was all right.
use-not-fine = { $client } says: that was not all right.
use-how = Say how that was
use-say-fine = That was all right
use-say-not-fine = That was not all right

# Someone other than the keyworker.
someone-lead = These numbers work without this app and without a network.
someone-emergency = If somebody is in danger now
someone-add = Add a number
someone-who = Who
someone-number = Number
someone-remove = Remove
someone-private = Only you can see your numbers. They stay on this device.
