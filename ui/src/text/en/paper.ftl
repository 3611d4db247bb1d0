# Paper, the organisation's record, carrying parts over, ending.
paper-title = On paper
paper-title-appeal = Paper to write on
paper-lead = This is how it looks on paper. { $other } can print the same.
paper-size = How big are the letters?
paper-size-usual = As usual
paper-size-large = Large letters
paper-print = Print
paper-print-hint = You can also choose a PDF there.
paper-save-pdf = Save as PDF
paper-save-page = Save as a web page
paper-save-hint = Who has the file or the paper can read it. Any browser opens the web page.
paper-saved = The file is here:
plan-title = Paste a plan
plan-lead = Each line becomes a part that { $client } can answer. Nothing is agreed by this.
plan-text = The text of the plan
plan-text-hint = One thing on each line. A line such as “Goals:” says what follows.
plan-read = Look at the lines
plan-again = Paste another text
plan-check = Is each line right?
plan-check-lead = You can change the words. Leave out what does not belong here.
plan-kind = What is it?
plan-doer = Who does it?
plan-leave-out = Leave it out
plan-take-in = Take it in again
plan-left-out = Left out
plan-words = The words
plan-choose = Choose
plan-no-heading = Without a heading
plan-under = What stands under this?
plan-is-line = It is a line of its own
plan-unsaid = Say what each line is first.
plan-go-none = Suggest
plan-go-others = Share what others decided
plan-others =
    { $count ->
        [one] 1 line is shared as decided by others. { $client } is not asked to agree to it.
       *[other] { $count } lines are shared as decided by others. { $client } is not asked to agree to them.
    }
plan-shared =
    { $count ->
        [one] 1 decision is shared now.
       *[other] { $count } decisions are shared now.
    }
plan-reason = Why do you suggest these?
plan-none = All lines are left out.
plan-go =
    { $count ->
        [one] Suggest 1 part
       *[other] Suggest { $count } parts
    }
plan-done =
    { $count ->
        [one] 1 part is suggested now.
       *[other] { $count } parts are suggested now.
    }
plan-done-more = { $client } answers each one alone.
plan-powers = Mandates are never pasted. You ask for each one alone.
record-title = Copy for the record
record-lead = This goes into your organisation’s file. { $client } can read the same copy under “What happened”.
record-organisation = Name of your organisation
record-organisation-hint = You can leave it empty.
record-parts = Which parts?
record-all = All of them
record-some = I choose
record-none = Choose at least one part.
record-go = Make the copy
record-made = The copy is made. { $client } sees it when you send.
record-text = The copy
record-copy = Copy the text
record-copied = Copied. Paste it where you write. It leaves the clipboard again soon.
record-not-copied = This device does not let us copy. Mark the text and copy it yourself.
record-language = Headings are in your language. People’s words stay as they are.
ending-title = End our agreement
ending-lead = You can end it alone. You don’t have to say why.
ending-stops = This stops at once
ending-stops-mandates = All mandates
ending-stops-tell = All that { $keyworker } may tell others
ending-not-stops = This does not stop
ending-not-decisions = What others decided
ending-read = You can still read all of it.
ending-both = When both of you have ended it, it stays ended.
ending-go = End it now
ending-done = You have ended it. Everything is still here to read.
ending-new = For more, you start a new agreement. You can take parts with you.
carry-title = Take parts with you
carry-lead = Each part is suggested anew, and both answer anew. Who agreed before stays with it.
carry-into = Into which agreement?
carry-none = There is no other agreement yet.
carry-start = Start an agreement
carry-parts = Which parts?
carry-no-parts = Nothing is agreed here that could come along.
carry-missing = Choose an agreement and a part first.
carry-reason = Why do you take them along?
carry-go = Suggest them again
carry-look = Look at the new agreement
record-too-long = It is too much for one copy. Choose some of the parts, then the others.
plan-too-long = Paste at most 50 lines at a time.
