# Today: the first screen, with at most three cards.
today-title = Today
today-new-go = Look at what is new
today-nothing = Nothing is waiting. You can write something, or just close.
not-sent = This device alone has what you said last.
not-sent-more = { $other } gets it when you send it.
today-since = Since { $day }.
today-answer = Answer the one who waited longest

# After a time away: where to begin, and nothing else.
today-back = Start here
today-back-more = You don’t have to catch up. Take one thing, or none.

# What the client said that waits for an answer.
today-ago =
    { $days ->
        [0] today
        [one] 1 day ago, on { $day }
       *[other] { $days } days ago, on { $day }
    }
today-waits-no = You said no { $when }.
today-waits-tookBack = You took back your yes { $when }.
today-waits-pushed = You said that you felt pushed { $when }.
today-waits-differently = You said it differently { $when }.
today-waits-suggested = You suggested this { $when }.
today-waits-answered = You wrote this { $when }.

# The keyworker's people.
people-find = Find a person
people-none = Nobody has that name.
people-count =
    { $count ->
        [one] 1 agreement
       *[other] { $count } agreements
    }
meetings-title = Meetings
hellos-title = Small hellos
