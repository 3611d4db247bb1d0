# Today: the first screen, with at most three cards.
today-title = Today
today-new-go = Look at what is new
today-nothing = Nothing is waiting. You can write something, or just close.
today-since = Since { $day }.
today-answer = Answer the one who waited longest
