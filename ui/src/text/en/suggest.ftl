# Suggesting a part, other words, or something else.
suggest-part = Suggest a part
suggest-title = A new part
suggest-lead = You don’t have to give a reason.
suggest-kind = What is it about?
suggest-kind-missing = Choose what it is about first.
suggest-before = The words so far
suggest-my-words = My words
suggest-words-made = This is what you both would sign. You can change it.
suggest-reason = Your reason
suggest-reason-hint = { $client } can read it. Say it in plain words.
suggest-go = Save my suggestion
something-else-title = Something else
something-else-more = { $other }’s words stay as they are. Yours stand beside them.
kind-purpose = What for
kind-purpose-hint = What we work together for
kind-goal = A goal
kind-goal-hint =
    { $role ->
        [client] Where I want to get
       *[keyworker] Where { $client } wants to get
    }
kind-step = A step
kind-step-hint = Who does what next
kind-mandate = { $keyworker } may do something
kind-mandate-hint =
    { $role ->
        [client] For me, towards somebody, until a day
       *[keyworker] For { $client }, towards somebody, until a day
    }
kind-permission = { $keyworker } may tell something
kind-permission-hint = To a named person, until a day
kind-arrangement = When we meet
kind-arrangement-hint = How long, and who stands in
field-task = What may { $keyworker } do?
field-task-hint = Such as: talk to, ask, phone
field-toward = Whom with?
field-toward-hint = A person’s name, and where they work
field-recipient = Whom may { $keyworker } tell?
field-about = About what?
field-what = Tell what?
field-until = Until when?
field-until-end = Until when does it go on?
field-by = By when?
field-doer = Who does it?
field-stand-in = Who stands in when { $keyworker } is away?
doer-both = Both
sentence-mandate = { $keyworker } may { $task } { $toward } about { $about }.
sentence-mandate-until = { $keyworker } may { $task } { $toward } about { $about }, until { $until }.
sentence-permission = { $keyworker } may tell { $toward } { $about }.
sentence-permission-until = { $keyworker } may tell { $toward } { $about }, until { $until }.
field-near = How near is it now?
field-near-hint = 0 is far away, 10 is there. You can leave it out.
near-out = Leave it out
near-now = How near: { $near } of 10
field-goal = Which goal does it lead to?
goal-none = None, or not yet
leads-to = It leads to:
