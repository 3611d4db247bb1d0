# The list of agreements, and one agreement.
agreements-title = My agreements
agreements-empty = No agreement yet. You can start one alone, and connect when you want.
agreements-hide = “Hide now” covers this screen and locks it at once. What you were writing is kept.
agreements-found = Start an agreement
agreements-join = I have a code
found-title = A new agreement
found-lead = First names are enough. You can write before you connect.
found-my-name = Your first name
found-keyworker-name = First name of the person who works with you
found-client-name = First name of the person it is about
found-go = Start
stage-alone = { $other } is not here yet
stage-alone-more = You can write the first parts alone. Nobody sees them before you connect.
stage-first-file = { $other }’s first file has not come
stage-first-file-more = You are connected. { $other } makes a first file for you. Open it under “Send and receive”.
stage-joining = Connecting is not finished
stage-two-joins = Two people joined at once
stage-two-joins-more = Nothing is in force. Talk to each other, then start a new agreement.
stage-ended-by-one = One of you has ended this agreement. All mandates have stopped.
stage-closed = This agreement has ended. You can still read it.
new-words = New words
owed-title = You owe an answer
owed-lead = Who waited longest comes first
owed-nobody = Nobody is waiting for you.
people-title = People
people-all = All agreements
agreement-title = Our agreement
agreement-names = { $client } and { $keyworker }
agreement-both-until = { $client } and { $keyworker }, until { $day }
agreement-until = Until { $day }.
agreement-delivered = { $name } had all of this on { $day }.
agreement-empty = No agreement yet. Either of you can write the first part.
ways-title = More
group-wants-client = What I want
group-wants-keyworker = What { $client } wants
group-offered-client = What { $keyworker } suggests to me
group-offered-keyworker = What you suggest to { $client }
group-deeds-client = Who does what
group-deeds-keyworker = Who does what
group-mandates-client = What { $keyworker } may do for me
group-mandates-keyworker = What { $keyworker } may do
group-permissions-client = What { $keyworker } may tell others
group-permissions-keyworker = What { $keyworker } may tell others
group-meetings-client = When we meet
group-meetings-keyworker = When we meet
group-decisions-client = Decided by others
group-decisions-keyworker = Decided by others
owes-step-client = { $keyworker } owes you a near step
owes-step-keyworker = You owe { $client } a near step
owes-other = { $keyworker } owes you an answer
owes-me-short = You owe { $client } an answer
owes-me =
    { $days ->
        [0] You owe { $client } an answer since today.
        [one] You have owed { $client } an answer for 1 day.
       *[other] You have owed { $client } an answer for { $days } days.
    }
owes-day = { $keyworker } named a day: { $day }
owes-near-step = A far goal needs a near step. It is yours to suggest one.
still-stands = What you agreed still stands
still-stands-whole = What you agreed still stands. Here is a new suggestion.
also-new-suggestion = There is also a new suggestion
suggested-by = { $name } suggested
decision-refused = { $client } said no to this
decision-seen = { $client } answered: seen
decision-choices = You can still choose some things
paused-all = All mandates are paused.
