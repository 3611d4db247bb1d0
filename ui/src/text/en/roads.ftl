# Ways without a file: the post box, and nearby.
roads-title = Other ways
relay-title = Post box
relay-lead = It keeps sealed messages until the other device fetches them. It can’t open them.
relay-off-line = Off. Nothing goes out by itself.
relay-asks = We ask the post box.
relay-sees-title = What the post box sees
relay-sees = It sees that two devices write to each other, when, and how much.
relay-sees-not = It does not see who you are, or one word of it.
relay-go = Turn it on
relay-before = Nothing goes out before you turn it on. You can turn it off at any time.
relay-card-in = An invitation or an address
relay-card-in-client = { $other } can show you an invitation. Type its code, or open it as a file.
relay-card-in-keyworker = Your workplace has an invitation to its post box. Type its code, or open it as a file.
relay-card-file = Open an invitation as a file
relay-again = Take the post box of before
relay-on = It is on since { $day }.
relay-where = It stands at:
relay-answered = It last answered { $when }.
relay-silent = It has not answered yet.
relay-here =
    { $count ->
        [one] Here, not sent yet: 1 new thing.
       *[other] Here, not sent yet: { $count } new things.
    }
relay-there =
    { $count ->
        [one] At the post box, not fetched yet: 1 thing.
       *[other] At the post box, not fetched yet: { $count } things.
    }
relay-way =
    { $count ->
        [one] On its way by file or nearby: 1 thing.
       *[other] On its way by file or nearby: { $count } things.
    }
relay-all = { $other } has all that you wrote.
relay-none = There is nothing to send yet.
relay-since = Since { $day }.
relay-nearly-full = Your side is nearly full. It empties when { $other } fetches.
relay-old = The post box of before is read until it is empty.
relay-in = { $other } has come in.
relay-not-in = { $other } has not come in yet. An invitation shows the way.
relay-card-go = Show an invitation for { $other }
relay-card-title = Give { $other } this invitation
relay-card-own-go = Show an invitation for a device of mine
relay-card-own-title = An invitation for your other device
relay-card-once = It works once. Show it to nobody else.
relay-card-later = It works as soon as we have reached the post box.
relay-change = Choose another post box
relay-change-keeps = Nothing is lost. { $other } needs a new invitation then.
relay-keep = Keep this one
relay-off-go = Turn it off
relay-off-done = The post box is off.
relay-off-then = What was not fetched goes by other ways.
heard =
    { $days ->
        [0] Last heard from { $device } today.
        [one] Last heard from { $device } yesterday.
       *[other] Last heard from { $device } { $days } days ago.
    }
heard-never = Nothing has come from { $other } yet.
nearby-title = Nearby
nearby-line = In one room, without internet
nearby-lead = Both devices are in one room, on the same network or hotspot. It needs no internet.
nearby-sees = While it is open, others here can see that a device with this app is near. They can’t see whose.
nearby-leave = It closes when you leave this page.
nearby-open = Open nearby
nearby-close = Close nearby
nearby-opens = One moment …
nearby-looking = Looking …
nearby-both = Open it on the other device, too.
nearby-found = A device is near. We see if we know it.
nearby-with = Connected with { $name }
nearby-own = Connected with a device of yours
nearby-came =
    { $count ->
        [one] 1 new thing came.
       *[other] { $count } new things came.
    }
nearby-gave =
    { $count ->
        [one] 1 thing was handed over.
       *[other] { $count } things were handed over.
    }
nearby-done = Done. Neither has anything new for the other.
nearby-code = If they don’t find each other
nearby-code-how = Some networks keep devices apart. Then type the code of one device on the other.
nearby-code-mine = The code of this device
nearby-code-theirs = The code on the other device
nearby-code-go = Connect
nearby-apart = Nobody can look in this network. Use the code.
