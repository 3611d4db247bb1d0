// The shapes that the window and the rooms share. Written by crates/app/tests/bindings.rs; never edit by hand.
// It exists so that a change on one side fails the build of the other. Commands and events are in backend.ts.

/**
 * A vault of this home: 32 lower-case hex characters.
 */
export type VaultId = string;

/**
 * An agreement: 64 lower-case hex characters, the id of its founding act.
 */
export type AgreementId = string;

/**
 * A part: 64 lower-case hex characters, the id of its first suggest or decision act.
 */
export type PartId = string;

/**
 * An act, and so also a version or a use: 64 lower-case hex characters.
 */
export type ActId = string;

/**
 * A calendar day, `2027-05-03`.
 */
export type Day = string;

/**
 * Unix seconds, UTC. A claimed one is shown as claimed (law 7).
 */
export type Moment = number;

/**
 * The two people of an agreement (design §1).
 */
export type Role = "client" | "keyworker";

/**
 * When something was said: as claimed, and when it came here (law 7).
 */
export type Stamp = { 
/**
 * As the writing device claims.
 */
claimed: Moment, 
/**
 * When it came to this device; `None` for what was written here.
 */
arrived: Moment | null, };

/**
 * The other person's device has something durably, on that device's own signed receipt (law 12).
 */
export type Delivery = { 
/**
 * Whose device.
 */
who: Role, 
/**
 * What the device is called, where it has told; else `None`.
 */
device: string | null, 
/**
 * When the receipt says it came, as claimed.
 */
at: Moment, };

/**
 * The status words; the same for both people (design §3, fold §7).
 */
export type Standing = "waitingForClient" | "waitingForKeyworker" | "bothAgree" | "notAgreed" | "newSuggestion" | "twoSuggestions" | "yesUnderPressure" | "takenBack" | "onHold" | "paused" | "decided" | "ended" | "closed";

/**
 * Why something is on hold, so that it can be said in words.
 */
export type HoldCause = "noted" | "waiting" | "twoJoins" | "torn" | "newerApp";

/**
 * A standing with what is said beside it.
 */
export type StandingView = { 
/**
 * The word that comes first by precedence.
 */
word: Standing, 
/**
 * Since when, as claimed; `None` where no single act made it so.
 */
since: Moment | null, 
/**
 * Whose act made it so (who took back, who ended, who paused).
 */
by: Role | null, 
/**
 * Only with [`Standing::OnHold`].
 */
cause: HoldCause | null, 
/**
 * The other words that are also true, in order of precedence.
 */
also: Array<Standing>, };

/**
 * What is owed.
 */
export type Wants = "answer" | "nearStep";

/**
 * Who owes what, since when (fold §7).
 */
export type Debt = { 
/**
 * Who owes.
 */
who: Role, 
/**
 * What.
 */
wants: Wants, 
/**
 * Since when, as claimed.
 */
since: Moment, 
/**
 * The day that the one who owes has named, if any.
 */
day: Day | null, 
/**
 * What the other said with the act since which it is owed, if anything and if here: the words of a no, other
 * words, *I felt pushed*. A mere suggestion's words stand on the part.
 */
said: string | null, 
/**
 * A day that the other named with it.
 */
saidDay: Day | null, };

/**
 * The kinds of part, decisions by others among them.
 */
export type PartKind = "purpose" | "goal" | "step" | "mandate" | "permission" | "arrangement" | "decision";

/**
 * Who does a step.
 */
export type Doer = "client" | "keyworker" | "both";

/**
 * Somebody outside who can help with an appeal.
 */
export type Helper = { 
/**
 * Who, in the writer's words.
 */
name: string, 
/**
 * A telephone number as written; may be empty.
 */
number: string, };

/**
 * The fields of a version, by kind. Filled-in text stands in the words too, and is shown bold there.
 */
export type Terms = { "kind": "purpose" } | { "kind": "goal", 
/**
 * 0 to 10, as the suggester sees it.
 */
near: number | null, 
/**
 * The day it is meant to be reached.
 */
by: Day | null, } | { "kind": "step", 
/**
 * Who does it.
 */
doer: Doer, 
/**
 * By when.
 */
by: Day | null, 
/**
 * The goal it leads to.
 */
goal: PartId | null, } | { "kind": "mandate", 
/**
 * What the keyworker may do.
 */
task: string, 
/**
 * Towards whom.
 */
toward: string, 
/**
 * About what.
 */
about: string, 
/**
 * The last day.
 */
until: Day | null, } | { "kind": "permission", 
/**
 * Whom; always named.
 */
recipient: string, 
/**
 * What.
 */
what: string, 
/**
 * The last day.
 */
until: Day | null, } | { "kind": "arrangement", 
/**
 * Who stands in, as written; may be empty.
 */
standIn: string, 
/**
 * The last day.
 */
until: Day | null, } | { "kind": "decision", 
/**
 * Who decided.
 */
decidedBy: string, 
/**
 * Which law, with its section or reference.
 */
law: string, 
/**
 * From which day.
 */
from: Day | null, 
/**
 * The last day.
 */
until: Day | null, 
/**
 * What the client can still choose, a line each.
 */
choices: Array<string>, 
/**
 * How to appeal, in plain words.
 */
appeal: string, 
/**
 * The last day for an appeal.
 */
appealUntil: Day | null, 
/**
 * Who can help with it.
 */
helper: Helper | null, 
/**
 * The part that was refused and that this comes back as.
 */
overrides: PartId | null, };

/**
 * Whether the words of an act are on this device.
 */
export type WordsState = "here" | "notHere" | "erased";

/**
 * One version of a part.
 */
export type VersionView = { 
/**
 * The suggest act.
 */
id: ActId, 
/**
 * Who suggested it.
 */
by: Role, 
/**
 * When.
 */
stamp: Stamp, 
/**
 * The words; `None` unless [`WordsState::Here`].
 */
words: string | null, 
/**
 * Whether the words are here.
 */
wordsState: WordsState, 
/**
 * Language of the words, a BCP 47 tag; may be empty.
 */
language: string, 
/**
 * The fields.
 */
terms: Terms, 
/**
 * The suggester's reason, if any.
 */
reason: string | null, 
/**
 * The versions that it was written from.
 */
parents: Array<ActId>, 
/**
 * The version that it answers, when it is *something else*.
 */
answersTo: ActId | null, 
/**
 * It holds: both have a live yes, and nothing newer took its place.
 */
holds: boolean, 
/**
 * It still lies on the table: put forward, and not moved on from by its author.
 */
open: boolean, 
/**
 * The answers, oldest first.
 */
answers: Array<AnswerView>, };

/**
 * An answer to a version. *Something else* is shown as the version that it made.
 */
export type Answer = "yes" | "yesUnderPressure" | "no" | "somethingElse" | "notNow" | "takeBack" | "notedYes";

/**
 * Who may see that a yes was pushed (design §3).
 */
export type Audience = "both" | "onlyMe";

/**
 * An answer as both may see it.
 */
export type AnswerView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * Who answered.
 */
by: Role, 
/**
 * What.
 */
answer: Answer, 
/**
 * Words beside it, if any and if here.
 */
words: string | null, 
/**
 * A day that was named, if any.
 */
day: Day | null, 
/**
 * When.
 */
stamp: Stamp, 
/**
 * It still counts: its author has said nothing since that replaces it.
 */
live: boolean, };

/**
 * How a use is judged.
 */
export type UseLabel = "within" | "beforeTheyKnew" | "withoutMandate";

/**
 * One use.
 */
export type UseView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * The version that it names.
 */
version: ActId, 
/**
 * When it happened, as claimed.
 */
at: Moment, 
/**
 * When it was written down, and when it came here.
 */
stamp: Stamp, 
/**
 * What was done, if the words are here.
 */
words: string | null, 
/**
 * How it is judged.
 */
label: UseLabel, 
/**
 * The client's answer: `true` all right, `false` not all right.
 */
fine: boolean | null, 
/**
 * The client's words on it.
 */
reply: string | null, };

/**
 * What the reader may do with a part now. The rules decide; a face only shows.
 */
export type Deed = "answer" | "suggest" | "takeBack" | "feltPushed" | "sayDifferently" | "reply" | "pause" | "resume" | "hold" | "use" | "answerUse" | "seen" | "disagree" | "link" | "closeStep";

/**
 * One part.
 */
export type PartView = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The part.
 */
id: PartId, 
/**
 * Its kind.
 */
kind: PartKind, 
/**
 * The first line of the words that lead, at most 80 characters; for one-line lists only. Screens show the words.
 */
title: string, 
/**
 * The reader's role.
 */
role: Role, 
/**
 * The client's first name.
 */
client: string, 
/**
 * The keyworker's first name; empty before anyone joined and none was given.
 */
keyworker: string, 
/**
 * Where it stands.
 */
standing: StandingView, 
/**
 * Who owes what.
 */
owes: Debt | null, 
/**
 * Who suggested the part first.
 */
suggestedBy: Role, 
/**
 * The version that holds and whose words are here, if any.
 */
agreed: ActId | null, 
/**
 * The version whose words lead the screen.
 */
leads: ActId, 
/**
 * The version that the reader's answer would go to, if one is open to it.
 */
ask: ActId | null, 
/**
 * The newest version that the reader has a live yes to; a suggestion is its author's yes.
 */
mineYes: ActId | null, 
/**
 * The reader's newest answer.
 */
mine: MyAnswer | null, 
/**
 * The words of [`PartView::ask`] are ones that the reader has said no to before.
 */
refusedBefore: boolean, 
/**
 * All versions, oldest first.
 */
versions: Array<VersionView>, 
/**
 * What was said beside the versions, oldest first.
 */
sayings: Array<Saying>, 
/**
 * Holds that are not lifted, oldest first.
 */
holds: Array<HoldView>, 
/**
 * Uses, newest first; mandates and permissions only.
 */
uses: Array<UseView>, 
/**
 * How the step ended, in the latest word of each who does it; steps only.
 */
endings: Array<EndingView>, 
/**
 * The version of a step whose ending the reader can say.
 */
close: ActId | null, 
/**
 * Decisions only.
 */
decision: DecisionView | null, 
/**
 * What the reader may do.
 */
may: Array<Deed>, };

/**
 * The reader's newest answer to the part.
 */
export type MyAnswer = { 
/**
 * The act.
 */
id: ActId, 
/**
 * The version.
 */
version: ActId, 
/**
 * What.
 */
answer: Answer, 
/**
 * When.
 */
stamp: Stamp, 
/**
 * The other person's device has it.
 */
delivered: Delivery | null, 
/**
 * Private: the reader noted that they felt pushed and keeps it to themselves.
 */
pushedOnlyMe: boolean, };

/**
 * What kind of thing was said beside the versions.
 */
export type SayingKind = "differently" | "reply" | "pushed";

/**
 * Words beside the versions.
 */
export type Saying = { 
/**
 * The act.
 */
id: ActId, 
/**
 * Who.
 */
by: Role, 
/**
 * What kind.
 */
kind: SayingKind, 
/**
 * The act that it is about: a version, an answer, a saying or a decision.
 */
about: ActId, 
/**
 * The words, if here.
 */
words: string | null, 
/**
 * A day that was named, if any.
 */
day: Day | null, 
/**
 * When.
 */
stamp: Stamp, };

/**
 * A hold that is not lifted (fold §4.2).
 */
export type HoldView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * What the client said, as noted.
 */
noted: Noted, 
/**
 * The note, if here.
 */
words: string | null, 
/**
 * When it was written down.
 */
stamp: Stamp, };

/**
 * What a decision's screen shows besides its version (law 6).
 */
export type DecisionView = { 
/**
 * When the client said *seen*.
 */
seen: Stamp | null, 
/**
 * When the client noted disagreement.
 */
disagreed: Stamp | null, 
/**
 * The client's words on it, if any and if here.
 */
disagreedWords: string | null, 
/**
 * The part it overrides, if it is linked to one.
 */
overrides: PartId | null, 
/**
 * The client said no to that part: shown as "Magda said no to this".
 */
refused: boolean, 
/**
 * Parts that she refused and can link it to.
 */
linkable: Array<PartId>, };

/**
 * How far an agreement has come.
 */
export type Stage = "alone" | "joining" | "firstFile" | "paired" | "twoJoins" | "endedByOne" | "closed";

/**
 * What is needed to found an agreement.
 */
export type NewAgreement = { 
/**
 * The founder's first name, 1 to 60 characters.
 */
myName: string, 
/**
 * The other person's first name, 1 to 60 characters.
 */
otherName: string, };

/**
 * An agreement in the list.
 */
export type AgreementEntry = { 
/**
 * The agreement; for [`Stage::Joining`] a name that lasts until it is joined.
 */
id: AgreementId, 
/**
 * The reader's role.
 */
role: Role, 
/**
 * The client's first name.
 */
client: string, 
/**
 * The keyworker's first name.
 */
keyworker: string, 
/**
 * How far it has come.
 */
stage: Stage, 
/**
 * The oldest debt of the keyworker, whoever reads.
 */
owes: Debt | null, 
/**
 * The words of the part that is owed, if here.
 */
owedWords: string | null, 
/**
 * The next time, as [`super::RelationView::next`].
 */
next: Array<MeetView>, 
/**
 * Who is or will be away, as [`super::RelationView::away`].
 */
away: Array<AwayView>, 
/**
 * What the keyworker has still to keep, oldest first.
 */
promises: Array<PromiseView>, 
/**
 * The newest hello of the other person whose words are here.
 */
hello: HelloView | null, 
/**
 * The end that an agreed arrangement names, as [`AgreementView::until`].
 */
until: Day | null, 
/**
 * Something waits for the reader. No count, on purpose (ux §2.6).
 */
newForMe: boolean, };

/**
 * One agreement.
 */
export type AgreementView = { 
/**
 * The agreement.
 */
id: AgreementId, 
/**
 * The reader's role.
 */
role: Role, 
/**
 * The client's first name.
 */
client: string, 
/**
 * The keyworker's first name.
 */
keyworker: string, 
/**
 * How far it has come.
 */
stage: Stage, 
/**
 * The end that an agreed arrangement names.
 */
until: Day | null, 
/**
 * All mandates and permissions are paused.
 */
pausedAll: boolean, 
/**
 * A device of the other person has all that is here, on its receipt.
 */
otherHasAll: Delivery | null, 
/**
 * How much the reader said that is in no bundle yet. Receipts, founding and joining are not counted.
 */
unsent: number, 
/**
 * How much of it is in a bundle that was made, and that no device of the other person has signed for.
 */
onWay: number, 
/**
 * The parts, in the order in which they were first put forward.
 */
parts: Array<PartEntry>, };

/**
 * A part in a list.
 */
export type PartEntry = { 
/**
 * The part.
 */
id: PartId, 
/**
 * Its kind.
 */
kind: PartKind, 
/**
 * The version whose words are shown.
 */
version: ActId, 
/**
 * The words; `None` unless here.
 */
words: string | null, 
/**
 * Whether the words are here.
 */
wordsState: WordsState, 
/**
 * The fields of that version.
 */
terms: Terms, 
/**
 * Where it stands.
 */
standing: StandingView, 
/**
 * Who owes what.
 */
owes: Debt | null, 
/**
 * Who suggested it first.
 */
suggestedBy: Role, 
/**
 * How the step ended, in the latest word of each who does it; steps only.
 */
endings: Array<EndingView>, 
/**
 * How often it was used; mandates and permissions only.
 */
uses: number, 
/**
 * The reader's newest answer.
 */
mine: Answer | null, 
/**
 * A device of the other person has the newest act of the reader on it.
 */
delivered: Delivery | null, 
/**
 * Decisions: the client said *seen*.
 */
seen: boolean, 
/**
 * Decisions: the client said no to what this comes back as.
 */
refused: boolean, };

/**
 * One version, or what else is said in words.
 */
export type PaperBlock = { 
/**
 * Who and what, before the words.
 */
lead: string, 
/**
 * The words; may be empty.
 */
words: string, 
/**
 * Fields, reason and number, after the words.
 */
lines: Array<string>, };

/**
 * One part on paper.
 */
export type PaperItem = { 
/**
 * Where it stands.
 */
standing: string, 
/**
 * Versions, and what else is said in words.
 */
blocks: Array<PaperBlock>, 
/**
 * Boxes to tick, all of one weight; empty for none.
 */
boxes: Array<string>, 
/**
 * The word before the lines for one's own words.
 */
ownWords: string, };

/**
 * Parts under one heading.
 */
export type PaperSection = { 
/**
 * The heading.
 */
title: string, 
/**
 * Decided by others: square frames, another question.
 */
decided: boolean, 
/**
 * The parts.
 */
items: Array<PaperItem>, };

/**
 * A form to appeal a decision: what is said by signing it, and room for more.
 */
export type PaperAppeal = { 
/**
 * The sentence that appeals.
 */
says: string, 
/**
 * Before the lines for reasons, which nobody needs.
 */
why: string, 
/**
 * What to do with the page.
 */
send: string, };

/**
 * A sheet. All of it is text to show; nothing in it is asked for again.
 */
export type PaperView = { 
/**
 * The language that the sheet speaks; people's words have their own.
 */
language: string, 
/**
 * The two people.
 */
people: string, 
/**
 * Numbers, the day of printing and what holds for all.
 */
head: Array<string>, 
/**
 * Parts by heading; decisions by others last and apart.
 */
sections: Array<PaperSection>, 
/**
 * A form to appeal, for a decision printed alone.
 */
appeal: PaperAppeal | null, 
/**
 * What is said at the foot.
 */
foot: Array<string>, 
/**
 * The word before the line for a name.
 */
name: string, 
/**
 * The word before the line for a day.
 */
day: string, };

/**
 * What is to be printed.
 */
export type Printing = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * One part alone; a decision then comes with a form to appeal. `None` for the whole agreement.
 */
part: PartId | null, 
/**
 * The language of the sheet, a BCP 47 tag; English where the app does not speak it.
 */
language: string, 
/**
 * Large letters.
 */
large: boolean, };

/**
 * A copy for the organisation's record.
 */
export type RecordCopying = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The parts that are copied; `None` for all. What one act can hold is limited.
 */
parts: Array<PartId> | null, 
/**
 * The name of the organisation; may be empty.
 */
organisation: string, 
/**
 * The language of the headings, a BCP 47 tag; people's words stay as they are.
 */
language: string, };

/**
 * What was copied: the client can read the same.
 */
export type RecordView = { 
/**
 * The text for the record.
 */
text: string, 
/**
 * The act that says so.
 */
saved: Saved, };

/**
 * The text of a plan that came from the organisation's record.
 */
export type Pasting = { 
/**
 * The text, at most 100,000 characters.
 */
text: string, };

/**
 * One line of a plan: a heading that is not known here, or words that can be suggested or shared as decided.
 */
export type PlanLine = { 
/**
 * The kind, from the heading above it; never a mandate or a permission. `None` where no heading says it: then the
 * person decides.
 */
kind: PartKind | null, 
/**
 * The words without bullet or number.
 */
words: string, 
/**
 * It looks like a heading, of no kind that is known here. What stands under it has no kind yet.
 */
heading: boolean, };

/**
 * An act is durable on this device (law 12).
 */
export type Saved = { 
/**
 * The act.
 */
act: ActId, 
/**
 * The part that it is about or that it made; `None` when it is about all.
 */
part: PartId | null, 
/**
 * When, by this device's clock.
 */
at: Moment, };

/**
 * Suggest a part, other words for one, or *something else*.
 */
export type Suggesting = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The part; `None` for a new one.
 */
part: PartId | null, 
/**
 * The versions that it was written from.
 */
parents: Array<ActId>, 
/**
 * The version that it answers, when it is *something else*.
 */
answersTo: ActId | null, 
/**
 * The exact words that both would sign.
 */
words: string, 
/**
 * Language of the words, a BCP 47 tag.
 */
language: string, 
/**
 * The fields; never [`Terms::Decision`].
 */
terms: Terms, 
/**
 * A keyworker's always; a client's never needed (law 10).
 */
reason: string | null, };

/**
 * Answer a version with yes, no or not now. *Something else* is a [`Suggesting`].
 */
export type Answering = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The part.
 */
part: PartId, 
/**
 * The version.
 */
version: ActId, 
/**
 * [`Answer::Yes`], [`Answer::No`], [`Answer::NotNow`], or for a keyworker [`Answer::NotedYes`].
 */
answer: Answer, 
/**
 * Words beside it; a keyworker's no needs them.
 */
words: string | null, 
/**
 * A day by which a fuller answer comes.
 */
day: Day | null, 
/**
 * Said with a yes that was pushed: who may see it.
 */
pushed: Audience | null, };

/**
 * Take back a yes.
 */
export type TakingBack = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The part.
 */
part: PartId, 
/**
 * The version.
 */
version: ActId, 
/**
 * A keyworker's always; a client's never needed.
 */
reason: string | null, };

/**
 * Say later that a yes was pushed. Visible: ends as *Yes, under pressure*. Only me: an ordinary take-back.
 */
export type Pushed = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The part.
 */
part: PartId, 
/**
 * The version.
 */
version: ActId, 
/**
 * Who may see it.
 */
audience: Audience, 
/**
 * Words, if any.
 */
words: string | null, };

/**
 * Other words beside the text: a no to the wording only.
 */
export type Differing = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The part.
 */
part: PartId, 
/**
 * The version.
 */
version: ActId, 
/**
 * The words.
 */
words: string, };

/**
 * Reply in words, and perhaps name a day.
 */
export type Replying = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The part.
 */
part: PartId, 
/**
 * The act replied to; `None` for the newest that asks for one.
 */
to: ActId | null, 
/**
 * The words.
 */
words: string, 
/**
 * A day by which more comes.
 */
day: Day | null, };

/**
 * What the client said otherwise.
 */
export type Noted = "no" | "takeBack" | "pause";

/**
 * How the client said it.
 */
export type HowTold = "paper" | "word";

/**
 * The keyworker writes down a no, take-back or pause (law 3).
 */
export type Holding = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The part; `None` for all mandates and permissions.
 */
part: PartId | null, 
/**
 * What the client said.
 */
noted: Noted, 
/**
 * How.
 */
how: HowTold, 
/**
 * On which day, as noted.
 */
on: Day | null, 
/**
 * What the client said, if the keyworker writes it down.
 */
words: string | null, };

/**
 * The keyworker shares what others decided.
 */
export type Deciding = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * What was decided, in plain words.
 */
words: string, 
/**
 * Language of the words, a BCP 47 tag.
 */
language: string, 
/**
 * Always [`Terms::Decision`].
 */
terms: Terms, };

/**
 * The client has seen a decision; it does not mean yes.
 */
export type Seeing = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The decision.
 */
part: PartId, };

/**
 * The client does not agree with a decision; this is not an appeal.
 */
export type Disagreeing = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The decision.
 */
part: PartId, 
/**
 * Words, if any.
 */
words: string | null, };

/**
 * Pause or resume one mandate or permission, or all.
 */
export type Pausing = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The part; `None` for all mandates and permissions.
 */
part: PartId | null, };

/**
 * The keyworker writes down a use.
 */
export type Using = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The part.
 */
part: PartId, 
/**
 * The version used.
 */
version: ActId, 
/**
 * What was done.
 */
words: string, 
/**
 * On which day, as claimed; `None` for now.
 */
on: Day | null, };

/**
 * The client answers a use; no label changes.
 */
export type AnsweringUse = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The use.
 */
used: ActId, 
/**
 * Whether it was all right.
 */
fine: boolean, 
/**
 * Words, if any.
 */
words: string | null, };

/**
 * What the founder shows first.
 */
export type Invite = { 
/**
 * The code to type, in groups of four.
 */
code: string, 
/**
 * The same code as a QR picture: an `<svg>` element of our own making, black on white, no scripts, no styles.
 */
qr: string, 
/**
 * When it stops working.
 */
until: Moment, };

/**
 * One of 64 pictures.
 */
export type Picture = { 
/**
 * The picture as a character.
 */
symbol: string, 
/**
 * Its plain English name, which is also its key for translation: lower case, letters and hyphens.
 */
name: string, };

/**
 * Which step a pairing waits for. Names follow what the person has to do next.
 */
export type PairingStep = { "step": "notStarted" } | { "step": "takeRequest", 
/**
 * The code and its picture.
 */
invite: Invite, } | { "step": "compareThenWelcome", 
/**
 * The offer, to be carried.
 */
offer: string, 
/**
 * The seven pictures.
 */
pictures: Array<Picture>, } | { "step": "carryWelcome", 
/**
 * The welcome, to be carried.
 */
welcome: string, } | { "step": "takeOffer", 
/**
 * The request, to be carried.
 */
request: string, } | { "step": "compare", 
/**
 * The seven pictures.
 */
pictures: Array<Picture>, } | { "step": "takeWelcome" } | { "step": "done" };

/**
 * A pairing as this device sees it.
 */
export type Pairing = { 
/**
 * The agreement; for a joiner that of the invite.
 */
agreement: AgreementId, 
/**
 * The reader's role in it.
 */
role: Role, 
/**
 * This device founded the agreement.
 */
founder: boolean, 
/**
 * The other's first name, where known; else empty.
 */
otherName: string, 
/**
 * What comes next.
 */
next: PairingStep, };

/**
 * A file that was written for the other person.
 */
export type SentFile = { 
/**
 * The whole path, for people to read.
 */
path: string, 
/**
 * The file's name alone.
 */
name: string, 
/**
 * The folder's path.
 */
folder: string, 
/**
 * Its size in bytes.
 */
bytes: number, 
/**
 * How many acts are in it; 0 for a pairing message.
 */
acts: number, };

/**
 * One bundle in a file that came.
 */
export type Envelope = { 
/**
 * The agreement, when it is one of this vault's.
 */
agreement: AgreementId | null, 
/**
 * The sender's first name, when the bundle could be opened.
 */
sender: string | null, 
/**
 * The sender's role, when it could be opened.
 */
role: Role | null, 
/**
 * How many acts in it are new here.
 */
newActs: number, 
/**
 * How many are here already.
 */
knownActs: number, 
/**
 * How many changes of the agenda and of shared drafts are new here. None of them is an act.
 */
living: number, 
/**
 * How many acts it builds on that are not here yet.
 */
gaps: number, 
/**
 * What is wrong with it, if anything.
 */
problem: Code | null, };

/**
 * A file that came, before anything is taken in.
 */
export type ArrivedFile = { 
/**
 * The bundles in it, in order.
 */
envelopes: Array<Envelope>, };

/**
 * What taking in has done.
 */
export type Arrival = { 
/**
 * The bundles, with what is true after taking in.
 */
envelopes: Array<Envelope>, 
/**
 * How many acts passed and count now.
 */
applied: number, 
/**
 * How many wait for something earlier.
 */
waiting: number, 
/**
 * How many pieces were kept aside.
 */
aside: number, 
/**
 * Parts that read differently now.
 */
changed: Array<PartId>, };

/**
 * What an act did, in words a person knows.
 */
export type Happened = "founded" | "joined" | "addedDevice" | "addedDeviceByKit" | "removedDevice" | "suggested" | "somethingElse" | "yes" | "yesUnderPressure" | "no" | "notNow" | "differently" | "tookBack" | "feltPushed" | "replied" | "held" | "notedYes" | "sharedDecision" | "seen" | "disagreed" | "linked" | "used" | "answeredUse" | "paused" | "resumed" | "ended" | "contact" | "contactReplied" | "contactContested" | "checkin" | "stepDone" | "stepChanged" | "stepNotThisTime" | "hello" | "card" | "away" | "back" | "setMeeting" | "movedMeeting" | "calledOff" | "erased" | "received" | "copiedForRecord" | "unknown";

/**
 * What became of an act.
 */
export type Passed = "counts" | "waits" | "noEffect";

/**
 * One line of the history.
 */
export type HistoryEntry = { 
/**
 * The act.
 */
id: ActId, 
/**
 * Who.
 */
by: Role, 
/**
 * What.
 */
happened: Happened, 
/**
 * The part it is about.
 */
part: PartId | null, 
/**
 * The words of the version it is about, if here.
 */
about: string | null, 
/**
 * The words before these, where this suggests other words for something, if here.
 */
was: string | null, 
/**
 * The words of the act itself, if here.
 */
words: string | null, 
/**
 * Whether the words of the act are here.
 */
wordsState: WordsState, 
/**
 * Another act has the same place in the same chain: proof that a device was copied.
 */
twin: boolean, 
/**
 * When.
 */
stamp: Stamp, 
/**
 * What became of it.
 */
passed: Passed, };

/**
 * What a line of the history is about, for those who look for something.
 */
export type Theme = "words" | "powers" | "decisions" | "journal" | "keeping";

/**
 * Asks for some of the history, the newest first.
 */
export type Leafing = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * Only what is about this part.
 */
part: PartId | null, 
/**
 * Only what is about this.
 */
theme: Theme | null, 
/**
 * Only what stands before this act; `None` begins with the newest.
 */
before: ActId | null, 
/**
 * How many at most, up to 200.
 */
most: number, };

/**
 * Some of the history, the newest first, and what is told above it.
 */
export type HistoryLeaf = { 
/**
 * The lines.
 */
entries: Array<HistoryEntry>, 
/**
 * There is more before them.
 */
more: boolean, 
/**
 * Something that others build on has not come here yet.
 */
gaps: boolean, 
/**
 * People whose device was copied, and both copies wrote.
 */
copied: Array<Role>, 
/**
 * The number by which true copies of the agreement are known, as on paper.
 */
number: string, };

/**
 * What a copy is.
 */
export type CopyForm = "data" | "proofs";

/**
 * Asks for a copy.
 */
export type KeepingCopy = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * What the copy is.
 */
form: CopyForm, };

/**
 * A contact to write down.
 */
export type Contacting = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * With whom, one line.
 */
whom: string, 
/**
 * What it was about.
 */
words: string, 
/**
 * The mandate or permission that it was under; `None` for none.
 */
mandate: PartId | null, 
/**
 * On which day, as claimed; `None` for now.
 */
on: Day | null, };

/**
 * A second voice beside a contact.
 */
export type Voicing = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The contact.
 */
contact: ActId, 
/**
 * *It was not like that*; then no words are needed.
 */
contests: boolean, 
/**
 * The words.
 */
words: string | null, };

/**
 * A contact with every voice on it.
 */
export type ContactView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * Who wrote it down.
 */
by: Role, 
/**
 * When it was, as claimed.
 */
at: Moment, 
/**
 * When it was written down, and when that came here.
 */
stamp: Stamp, 
/**
 * With whom, if the words are here.
 */
whom: string | null, 
/**
 * About what, if the words are here.
 */
words: string | null, 
/**
 * The version of a mandate or permission that it was under.
 */
mandate: ActId | null, 
/**
 * The part of that version.
 */
part: PartId | null, 
/**
 * What was said to it, oldest first.
 */
voices: Array<VoiceView>, };

/**
 * What somebody said to a contact.
 */
export type VoiceView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * Whose.
 */
by: Role, 
/**
 * *It was not like that.*
 */
contests: boolean, 
/**
 * The words, if there are any and they are here.
 */
words: string | null, 
/**
 * When.
 */
stamp: Stamp, };

/**
 * One's own topic with one's own figure.
 */
export type Topic = { 
/**
 * The topic in one's own words, one line.
 */
name: string, 
/**
 * 0 to 10.
 */
figure: number, 
/**
 * The goal that the figure says how near one is to; `None` for any other topic.
 */
goal: PartId | null, };

/**
 * A check-in to keep for oneself.
 */
export type CheckingIn = { 
/**
 * At most 12 topics.
 */
topics: Array<Topic>, 
/**
 * Words; may be empty if there is a topic.
 */
words: string, };

/**
 * A check-in as its owner sees it.
 */
export type CheckinView = { 
/**
 * Its name in this vault; no act has it.
 */
id: string, 
/**
 * When it was written.
 */
at: Moment, 
/**
 * The topics.
 */
topics: Array<Topic>, 
/**
 * The words.
 */
words: string, 
/**
 * The act by which it was shared, if it was.
 */
shared: ActId | null, };

/**
 * A check-in that the client shared, as both see it.
 */
export type SharedCheckin = { 
/**
 * The act that shared it.
 */
id: ActId, 
/**
 * When it was shared.
 */
stamp: Stamp, 
/**
 * The topics, if they are here.
 */
topics: Array<Topic>, 
/**
 * The words, if there are any and they are here.
 */
words: string | null, };

/**
 * The client's own figures for one goal: how near, from 0 to 10.
 */
export type NearView = { 
/**
 * The goal.
 */
goal: PartId, 
/**
 * The words that lead it, if here.
 */
words: string | null, 
/**
 * What the client has said, oldest first.
 */
said: Array<NearSaid>, };

/**
 * The client said how near a goal is.
 */
export type NearSaid = { 
/**
 * When, as claimed.
 */
at: Moment, 
/**
 * 0 to 10.
 */
near: number, 
/**
 * Only the client's own device has it.
 */
private: boolean, };

/**
 * Something that came and could not be taken in; it is kept, and can be tried again (law 13).
 */
export type AsideEntry = { 
/**
 * Its name in the vault.
 */
id: string, 
/**
 * The agreement, where known.
 */
agreement: AgreementId | null, 
/**
 * When it came.
 */
at: Moment, 
/**
 * Why it was kept aside.
 */
code: Code, 
/**
 * Its size in bytes.
 */
bytes: number, };

/**
 * Somebody other than the keyworker, with a number that works without a network.
 */
export type HelpNumber = { 
/**
 * Who, in the reader's own words, 1 to 60 characters.
 */
name: string, 
/**
 * The number as it is dialled, 1 to 30 characters.
 */
number: string, };

/**
 * How a step ended. Of a keyworker's promise: kept, moved with a word, not kept.
 */
export type Ending = "done" | "changed" | "notThisTime";

/**
 * Say how a step ended for oneself.
 */
export type ClosingStep = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The step.
 */
part: PartId, 
/**
 * The version: [`super::PartView::close`] or [`PromiseView::version`].
 */
version: ActId, 
/**
 * How.
 */
ending: Ending, 
/**
 * The day it moved to; only with [`Ending::Changed`].
 */
day: Day | null, 
/**
 * A keyworker's unless it is done; a client's never needed.
 */
words: string | null, };

/**
 * What one of the two said about how a step ended for them. Their latest word stands; two are there only when they
 * were said at the same time on two devices.
 */
export type EndingView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * Whose word it is.
 */
by: Role, 
/**
 * The version that it is about.
 */
version: ActId, 
/**
 * How it ended.
 */
ending: Ending, 
/**
 * The day it moved to.
 */
day: Day | null, 
/**
 * Words, if any and if here.
 */
words: string | null, 
/**
 * When.
 */
stamp: Stamp, };

/**
 * What the keyworker has promised: an agreed step that they do, or one that they suggested as "I will".
 */
export type PromiseView = { 
/**
 * The step.
 */
part: PartId, 
/**
 * The version.
 */
version: ActId, 
/**
 * The words, if here.
 */
words: string | null, 
/**
 * Whether the words are here.
 */
wordsState: WordsState, 
/**
 * The keyworker, or both.
 */
doer: Doer, 
/**
 * Both agree on it; else it stands as the keyworker's own word.
 */
agreed: boolean, 
/**
 * Since when: the version's claimed time.
 */
since: Moment, 
/**
 * The day it is meant for; the one it was moved to, if it was.
 */
day: Day | null, 
/**
 * It is still to be kept: nothing was said yet, or it was moved to a day.
 */
open: boolean, 
/**
 * What the keyworker said of how it ended.
 */
endings: Array<EndingView>, };

/**
 * Say hello, in words that one typed.
 */
export type Greeting = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The words, at most 400 characters.
 */
words: string, };

/**
 * A hello. Nothing is expected back.
 */
export type HelloView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * From whom.
 */
by: Role, 
/**
 * The words.
 */
words: string, 
/**
 * When.
 */
stamp: Stamp, };

/**
 * What stands on a card.
 */
export type CardWords = { "kind": "aboutMe", 
/**
 * The words.
 */
words: string, } | { "kind": "open", 
/**
 * What I am here.
 */
myRole: string, 
/**
 * Whom I answer to.
 */
answersTo: string, 
/**
 * What I must pass on by law.
 */
passesOn: string, 
/**
 * What I write elsewhere about you.
 */
writesElsewhere: string, 
/**
 * Anything else; may be empty.
 */
words: string, };

/**
 * Write one's own card; the earlier one stays in the history.
 */
export type WritingCard = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The whole card, of the kind of one's own role.
 */
card: CardWords, };

/**
 * A card that stands. A person has two only when they were written at the same time on two devices.
 */
export type CardView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * Whose.
 */
by: Role, 
/**
 * What stands on it, if here.
 */
card: CardWords | null, 
/**
 * Whether the words are here.
 */
wordsState: WordsState, 
/**
 * When.
 */
stamp: Stamp, };

/**
 * Say that one is away.
 */
export type GoingAway = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The first day.
 */
from: Day, 
/**
 * The last day.
 */
until: Day, 
/**
 * Who instead; a keyworker's always.
 */
standIn: string, 
/**
 * How to reach them; a keyworker's always.
 */
reach: string, 
/**
 * Words, if any.
 */
words: string | null, };

/**
 * Say that one is back before the last day.
 */
export type ComingBack = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The absence: [`AwayView::id`], one's own.
 */
away: ActId, };

/**
 * An absence whose last day has not passed and that was not ended.
 */
export type AwayView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * Who is away.
 */
by: Role, 
/**
 * The first day.
 */
from: Day, 
/**
 * The last day.
 */
until: Day, 
/**
 * The first day has come.
 */
now: boolean, 
/**
 * Who instead, if said and here.
 */
standIn: string | null, 
/**
 * How to reach them, if said and here.
 */
reach: string | null, 
/**
 * Words, if any and if here.
 */
words: string | null, 
/**
 * When it was said.
 */
stamp: Stamp, };

/**
 * Set the next time, move it, or call it off. What stood for a day to come is replaced.
 */
export type Meeting = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The day; `None` calls off.
 */
day: Day | null, 
/**
 * The time on the clock of the place, `14:30`.
 */
time: string | null, 
/**
 * Where; may be empty.
 */
place: string, 
/**
 * With whom; may be empty.
 */
who: string, 
/**
 * Who instead, should that person not come; may be empty.
 */
standIn: string, 
/**
 * A word. A keyworker who moves or calls off gives one.
 */
words: string | null, };

/**
 * A meeting that stands and whose day has not passed.
 */
export type MeetView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * Who set it.
 */
by: Role, 
/**
 * The day.
 */
day: Day, 
/**
 * The time, `14:30`.
 */
time: string | null, 
/**
 * Where, if said and here.
 */
place: string | null, 
/**
 * With whom, if said and here.
 */
who: string | null, 
/**
 * Who instead, if said and here.
 */
standIn: string | null, 
/**
 * The word with it, if any and if here.
 */
words: string | null, 
/**
 * It took the place of another one.
 */
moved: boolean, 
/**
 * When it was said.
 */
stamp: Stamp, };

/**
 * A meeting for a day to come was called off, and no other was set since.
 */
export type CallOffView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * Who called it off.
 */
by: Role, 
/**
 * The day that it was for.
 */
day: Day, 
/**
 * The word with it, if any and if here.
 */
words: string | null, 
/**
 * When it was said.
 */
stamp: Stamp, };

/**
 * The relationship, as both see it.
 */
export type RelationView = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The reader's role.
 */
role: Role, 
/**
 * The client's first name.
 */
client: string, 
/**
 * The keyworker's first name.
 */
keyworker: string, 
/**
 * The next time first. More than one only when two were set at the same time.
 */
next: Array<MeetView>, 
/**
 * Called off, and nothing stands instead.
 */
calledOff: Array<CallOffView>, 
/**
 * Who is or will be away, the first day first.
 */
away: Array<AwayView>, 
/**
 * Cards that stand, the client's first.
 */
cards: Array<CardView>, 
/**
 * Hellos whose words are here, oldest first.
 */
hellos: Array<HelloView>, 
/**
 * The keyworker's promises: those still to be kept, oldest first; then the ended ones, newest first.
 */
promises: Array<PromiseView>, 
/**
 * The reader may add to it: the agreement is not closed, and this device was not removed.
 */
mayWrite: boolean, };

/**
 * The client links a decision to the part whose refusal it overrides: it then shows "Magda said no to this".
 */
export type Linking = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The decision.
 */
decision: PartId, 
/**
 * The part.
 */
part: PartId, };

/**
 * What the two will talk about next.
 */
export type AgendaView = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * Whose turn it is to begin. It alternates each time they have talked.
 */
begins: Role, 
/**
 * In the order of turns: each person's "must" first, then one of each, beginning with whose turn it is.
 */
items: Array<AgendaItemView>, };

/**
 * One thing to talk about.
 */
export type AgendaItemView = { 
/**
 * Its name: 32 lower-case hex characters.
 */
id: string, 
/**
 * Who added it. Only they write in it or remove it.
 */
by: Role, 
/**
 * The words.
 */
words: string, 
/**
 * For whom it is the one thing that must be talked about.
 */
must: Array<Role>, };

/**
 * Put something on the agenda.
 */
export type AddingItem = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * What to talk about: at most 500 characters.
 */
words: string, };

/**
 * Write other words for an own item.
 */
export type ChangingItem = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The item.
 */
item: string, 
/**
 * All of the words, as they are to be.
 */
words: string, };

/**
 * One item of an agenda.
 */
export type OneItem = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The item.
 */
item: string, };

/**
 * Mark the one thing that must be talked about.
 */
export type MarkingMust = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The item; `None`: no longer any.
 */
item: string | null, };

/**
 * A draft: private, or shared and written together.
 */
export type DraftView = { 
/**
 * Its name: 64 lower-case hex characters. Sharing gives it a new one.
 */
id: string, 
/**
 * Its title; may be blank.
 */
title: string, 
/**
 * Its words.
 */
words: string, 
/**
 * Both have it. Otherwise it has never left this device.
 */
shared: boolean, 
/**
 * Who began it.
 */
by: Role, 
/**
 * Who has written in it.
 */
writers: Array<Role>, 
/**
 * When it was last changed; of private ones only.
 */
changed: Moment | null, };

/**
 * Write a draft: a new private one, or all of one that is there as it is to be.
 */
export type WritingDraft = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The draft; `None` for a new one.
 */
draft: string | null, 
/**
 * Its title: at most 120 characters.
 */
title: string, 
/**
 * Its words: at most 8,000 characters.
 */
words: string, 
/**
 * The words that the writer had before them, so that nobody writes over what they have not seen; `None` asks
 * nothing.
 */
over: string | null, };

/**
 * One draft.
 */
export type OneDraft = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The draft.
 */
draft: string, };

/**
 * Put the words of a draft forward as a new part. It is an ordinary suggestion; the draft is dropped on both sides.
 */
export type PuttingForward = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The draft.
 */
draft: string, 
/**
 * The words as they were read. Where somebody has changed them since, nothing is put forward.
 */
words: string, 
/**
 * Language of the words, a BCP 47 tag.
 */
language: string, 
/**
 * The fields; never [`Terms::Decision`].
 */
terms: Terms, 
/**
 * A keyworker's always; a client's never needed (law 10).
 */
reason: string | null, };

/**
 * A vault in the list, before it is opened. Nothing about care is readable here.
 */
export type VaultEntry = { 
/**
 * The vault.
 */
id: VaultId, 
/**
 * The name that its owner gave it for this list.
 */
name: string, 
/**
 * Seconds until the next try is taken, after wrong ones; 0 for none.
 */
waitSeconds: number, };

/**
 * What the first screen needs.
 */
export type Home = { 
/**
 * The vaults, by name.
 */
vaults: Array<VaultEntry>, 
/**
 * The vault that is open, if any.
 */
open: Session | null, 
/**
 * The language chosen on this device, a BCP 47 tag; `None` follows the system.
 */
language: string | null, };

/**
 * An open vault.
 */
export type Session = { 
/**
 * The vault.
 */
vault: VaultId, 
/**
 * Its name.
 */
name: string, 
/**
 * What its owner is here.
 */
role: Role, 
/**
 * The recovery words have been written down and checked.
 */
kitChecked: boolean, 
/**
 * When the copy was made that this vault was brought back from, if it was and the copy says so.
 */
copyOf: Moment | null, };

/**
 * What is needed to create a vault.
 */
export type NewVault = { 
/**
 * The name for the list, 1 to 60 characters.
 */
name: string, 
/**
 * What its owner is here.
 */
role: Role, 
/**
 * The passphrase, verbatim, at least 8 characters.
 */
passphrase: string, };

/**
 * The recovery words, shown until they have been checked once; then they exist on paper only.
 */
export type Kit = { 
/**
 * The 24 words in order.
 */
words: Array<string>, 
/**
 * Three positions to ask for, counted from 1.
 */
ask: Array<number>, };

/**
 * One word of the kit, as typed for the check.
 */
export type KitWord = { 
/**
 * Its position, counted from 1.
 */
position: number, 
/**
 * The word.
 */
word: string, };

/**
 * When an open vault locks by itself.
 */
export type LockTimes = { 
/**
 * Minutes after the last key or touch, 1 to 60.
 */
idleMinutes: number, 
/**
 * Seconds after the window was left for another one, 30 to 3600.
 */
awaySeconds: number, };

/**
 * Whether a notice is wanted when something has come while another window is in front.
 */
export type NoticeChoice = { 
/**
 * It is.
 */
on: boolean, 
/**
 * The language in use, a BCP 47 tag: for a device on which none was chosen.
 */
language: string, };

/**
 * What the window can do on this system.
 */
export type Abilities = { 
/**
 * Write a sheet as a PDF file.
 */
pdf: boolean, 
/**
 * Show a notice.
 */
notices: boolean, };

/**
 * A new passphrase, with the one of today: whoever finds a vault open can't shut its owner out.
 */
export type NewPassphrase = { 
/**
 * The one of today, verbatim.
 */
old: string, 
/**
 * The new one, verbatim, at least 8 characters.
 */
new: string, };

/**
 * A backup that came in piece by piece, to be brought back as a vault of its own.
 */
export type Restoring = { 
/**
 * The name for the list, 1 to 60 characters.
 */
name: string, 
/**
 * The passphrase of the vault when the backup was made; `None` where the words are given.
 */
passphrase: string | null, 
/**
 * The 24 recovery words; `None` where the passphrase is given.
 */
words: string | null, };

/**
 * How words went out of an agreement.
 */
export type WentOut = "record" | "use";

/**
 * One time that something went out, newest first.
 */
export type DisclosureView = { 
/**
 * The act.
 */
id: ActId, 
/**
 * Who did it.
 */
by: Role, 
/**
 * How.
 */
how: WentOut, 
/**
 * What went out, or what the person who did it wrote about it; `None` while it is not here.
 */
words: string | null, 
/**
 * The words of the mandate or permission that was used, if here.
 */
under: string | null, 
/**
 * Whether a use was within the mandate; `None` for the record.
 */
label: UseLabel | null, 
/**
 * When.
 */
stamp: Stamp, };

/**
 * A device, or a kit, of one of the two.
 */
export type DeviceView = { 
/**
 * Its signing key, 64 lower-case hex characters.
 */
id: string, 
/**
 * Whose.
 */
owner: Role, 
/**
 * It is the recovery kit and no device.
 */
kit: boolean, 
/**
 * It is this one.
 */
this: boolean, 
/**
 * It was removed.
 */
removed: boolean, 
/**
 * Fingerprint of its keys, 64 lower-case hex characters; `None` for a kit.
 */
fingerprint: string | null, 
/**
 * When it was last heard here; `None` for never, and for this one.
 */
heard: Moment | null, 
/**
 * How it was added; `None` for a kit, and for the device that a person began with.
 */
added: Added | null, };

/**
 * What comes next when a device is added.
 */
export type DevicePairing = { "step": "takeRequest", 
/**
 * The code and its picture.
 */
invite: Invite, } | { "step": "takeWord", 
/**
 * The offer, to be carried.
 */
offer: string, 
/**
 * The seven pictures.
 */
pictures: Array<Picture>, } | { "step": "carryWelcome", 
/**
 * The welcome, to be carried.
 */
welcome: string, } | { "step": "takeOffer", 
/**
 * The request, to be carried.
 */
request: string, } | { "step": "compare", 
/**
 * The seven pictures.
 */
pictures: Array<Picture>, } | { "step": "takeWelcome", 
/**
 * The word, to be carried.
 */
word: string, } | { "step": "carryAddition", 
/**
 * The kit's word, to be carried.
 */
addition: string, 
/**
 * Which agreement.
 */
agreement: AgreementId, 
/**
 * The words that were typed are this vault's recovery words too.
 */
sameWords: boolean, } | { "step": "returned", 
/**
 * Which agreement.
 */
agreement: AgreementId, } | { "step": "done", 
/**
 * Which.
 */
agreement: AgreementId, };

/**
 * Who adds a device.
 */
export type AddedBy = "device" | "kit";

/**
 * How a device came into an agreement after it began.
 */
export type Added = { 
/**
 * Who added it.
 */
by: AddedBy, 
/**
 * When.
 */
stamp: Stamp, };

/**
 * A device that is becoming one's own: which pairing, and what comes next.
 */
export type DeviceJoining = { 
/**
 * The pairing, as the next steps name it.
 */
pairing: AgreementId, 
/**
 * Who adds it.
 */
by: AddedBy, 
/**
 * What comes next.
 */
next: DevicePairing, };

/**
 * How another device reaches this one where the network hides devices from each other.
 */
export type NearbyCode = { 
/**
 * The code to type, in groups of four. Good until nearby is closed.
 */
code: string, 
/**
 * The same code as a QR picture: an `<svg>` element of our own making, black on white, no scripts, no styles.
 */
qr: string, };

/**
 * What happens while nearby is open. A talk is one connection; its events carry its number.
 */
export type NearbyEvent = { "what": "started", 
/**
 * What to show where the network keeps devices apart.
 */
code: NearbyCode, 
/**
 * This network lets devices look for each other; if not, only the code is left.
 */
looking: boolean, } | { "what": "room", 
/**
 * The letters to type, in two groups of four; none on the device where they were typed. Good for one opening.
 */
letters: string | null, 
/**
 * What can be carried to the other device instead, where the network keeps devices apart.
 */
code: NearbyCode, 
/**
 * This network lets devices look for each other.
 */
looking: boolean, } | { "what": "pairing", 
/**
 * Where the pairing stands now.
 */
pairing: Pairing, } | { "what": "found" } | { "what": "connected", 
/**
 * The talk.
 */
talk: number, 
/**
 * The first name of the device's person, as written here.
 */
who: string, 
/**
 * That person's role.
 */
role: Role, 
/**
 * It is a further device of this vault's own person.
 */
own: boolean, 
/**
 * The agreements that are brought level.
 */
agreements: Array<AgreementId>, } | { "what": "tookIn", 
/**
 * The talk.
 */
talk: number, 
/**
 * What it was.
 */
arrival: Arrival, } | { "what": "sent", 
/**
 * The talk.
 */
talk: number, 
/**
 * How many acts were in it.
 */
acts: number, } | { "what": "done", 
/**
 * The talk.
 */
talk: number, } | { "what": "fault", 
/**
 * The talk; none when there was no connection.
 */
talk: number | null, 
/**
 * Why, with its remedy.
 */
code: Code, } | { "what": "closed" };

/**
 * Whether an agreement uses a relay, and how far that has come.
 */
export type RelayState = "off" | "opening" | "joining" | "on" | "gone";

/**
 * How much of the mailbox this device's own bundles take, as the relay said last.
 */
export type RelayFullness = { 
/**
 * Own bundles there.
 */
bundles: number, 
/**
 * How many there may be.
 */
bundlesMax: number, 
/**
 * Their size in bytes.
 */
bytes: number, 
/**
 * How many bytes there may be.
 */
bytesMax: number, 
/**
 * How many days the relay keeps a bundle.
 */
keepDays: number, };

/**
 * How one agreement and its relay get on.
 */
export type RelayView = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * Whether it is used.
 */
state: RelayState, 
/**
 * Where the relay is; `None` when it is off.
 */
address: string | null, 
/**
 * Since when it was turned on; `None` when it is off.
 */
since: Moment | null, 
/**
 * Something of the other person's came through this mailbox: they are in it, and need no card.
 */
otherJoined: boolean, 
/**
 * The device of the other person's that was heard from last, by whatever road, and when.
 */
heard: Delivery | null, 
/**
 * When the relay last answered as it should.
 */
lastSuccess: Moment | null, 
/**
 * What is wrong now, with its remedy.
 */
trouble: Code | null, 
/**
 * Since when.
 */
troubleSince: Moment | null, 
/**
 * Own acts that are on this device only, as far as is known.
 */
here: number, 
/**
 * Own acts that lie at the relay; nobody has signed for them.
 */
atRelay: number, 
/**
 * Own acts that went out by another road; nobody has signed for them.
 */
onItsWay: number, 
/**
 * Own acts that a device of the other has, on its own signed word.
 */
there: number, 
/**
 * How full the mailbox is; `None` until the relay said so.
 */
fullness: RelayFullness | null, 
/**
 * An earlier mailbox of this agreement is still read until it is empty.
 */
oldRead: boolean, };

/**
 * A card to show: for the other person, or for a further device of one's own. It works once.
 */
export type RelayCard = { 
/**
 * The code to type, in groups of four.
 */
code: string, 
/**
 * The same code as a QR picture: an `<svg>` element of our own making, black on white, no scripts, no styles.
 */
qr: string, 
/**
 * When it stops working.
 */
until: Moment, 
/**
 * The relay knows of it. Before that it can be shown, and works when the relay has been reached.
 */
ready: boolean, };

/**
 * A relay that this vault knows; one for many agreements.
 */
export type RelayKnown = { 
/**
 * Where it is.
 */
address: string, 
/**
 * How many agreements use it.
 */
agreements: number, };

/**
 * Turning a relay on for an agreement, or changing to another.
 */
export type AddingRelay = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The text of a relay's card, or its address. `None`: the relay that this vault took last.
 */
relay: string | null, };

/**
 * Taking the card of a mailbox that the other person, or another device of one's own, shows.
 */
export type JoiningRelay = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The text of the card.
 */
card: string, };

/**
 * A mailbox with which something is wrong.
 */
export type RelayTrouble = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * What.
 */
code: Code, };

/**
 * What came of talking to relays.
 */
export type SyncView = { 
/**
 * Questions that were asked.
 */
asked: number, 
/**
 * Bundles that relays have durably now.
 */
put: number, 
/**
 * Bundles that came.
 */
came: number, 
/**
 * Acts in them that passed and count now.
 */
applied: number, 
/**
 * How many wait for something earlier.
 */
waiting: number, 
/**
 * How many pieces were kept aside.
 */
aside: number, 
/**
 * Agreements in which something changed.
 */
agreements: Array<AgreementId>, 
/**
 * Parts that read differently now.
 */
changed: Array<PartId>, 
/**
 * What is wrong, for each mailbox that something is wrong with.
 */
troubles: Array<RelayTrouble>, };

/**
 * What changed; screens ask again. No content travels with it.
 */
export type Change = { "what": "locked" } | { "what": "locksSoon", 
/**
 * How many; 0 for at once.
 */
seconds: number, } | { "what": "lists" } | { "what": "agreement", 
/**
 * Which.
 */
id: AgreementId, };

/**
 * A stable name of something that can go wrong.
 */
export type Code = "wrongPassphrase" | "tooSoon" | "locked" | "vaultBusy" | "vaultDamaged" | "vaultNewer" | "vaultUnknown" | "passphraseShort" | "nameMissing" | "nameTooLong" | "kitWordUnknown" | "kitWrong" | "kitWordsDiffer" | "kitDone" | "diskFull" | "folderReadOnly" | "folderMissing" | "fileUnreadable" | "codeUnreadable" | "codeExpired" | "codeUsed" | "pairingWrong" | "pairingStep" | "picturesDiffer" | "alreadyPaired" | "sameRole" | "notPaired" | "notABundle" | "bundleCut" | "bundleChanged" | "bundleNotForMe" | "bundleStranger" | "bundleUnknownAgreement" | "bundleNewer" | "bundleTooLarge" | "fileTooLarge" | "homeUnusable" | "bundleWaits" | "keptAside" | "wordsMissing" | "wordsTooLong" | "reasonMissing" | "fieldMissing" | "dayWrong" | "dayPassed" | "daysTurned" | "timeWrong" | "notYours" | "nothingToAnswer" | "versionUnknown" | "partUnknown" | "agreementUnknown" | "draftUnknown" | "draftChanged" | "draftFull" | "agreementClosed" | "wordsNotHere" | "deviceRemoved" | "nearbyNoNetwork" | "nearbyApart" | "nearbyOldCode" | "nearbyStranger" | "nearbyCut" | "nearbyWrong" | "nearbyNewer" | "roomApart" | "roomLetters" | "roomGuessed" | "roomLeft" | "relayNone" | "relayCardWrong" | "relayAddressWrong" | "relayJoined" | "relayNoWay" | "relaySlow" | "relayNotOurs" | "relaySentAway" | "relayOtherKey" | "relayUnvouched" | "relayClock" | "relayGarbled" | "relayBadBundle" | "relayNewer" | "relayGone" | "relayNeedsCard" | "relayCardUsed" | "relayFull" | "relaySideFull" | "relayNoMore" | "relayTooLarge" | "relayBusy" | "relayTrouble" | "malformed" | "broken";

/**
 * A use case did not do what was asked. Everything typed is still with the caller.
 */
export type Error = { 
/**
 * What went wrong.
 */
code: Code, 
/**
 * Seconds to wait or the position of a word, where the code speaks of one.
 */
figure: number | null, };
