//! The verbs: one file for each noun, holding what can be typed and what it does. No decisions are made here.

mod agreement;
mod answer;
mod aside;
mod decision;
mod demo;
mod device;
mod erase;
mod exchange;
mod fold;
mod journal;
mod living;
mod mandate;
mod nearby;
mod pairing;
mod paper;
mod paste;
mod reading;
mod relation;
mod relay;
mod room;
mod suggest;
mod vault;
mod verify;

use clap::{CommandFactory, Subcommand};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::line::{Line, Options};
use crate::told::Told;

/// What can be done.
#[derive(Subcommand)]
pub(crate) enum Verb {
    /// Vaults on this machine: make, list, open with the kit, back up
    #[command(subcommand)]
    Vault(vault::VaultVerb),
    /// Agreements: found, list, show, end
    #[command(subcommand)]
    Agreement(agreement::AgreementVerb),
    /// Connect the other person: show a code, take their request, compare pictures
    Invite(pairing::Invite),
    /// Connect to the person who shows a code
    Join(pairing::Join),
    /// One part with its versions, answers and uses
    Part(agreement::ShowPart),
    /// Suggest a part, other words for one, or something else
    Suggest(Box<suggest::Suggest>),
    /// Answer a part: yes, no, not now
    Answer(answer::Answer),
    /// Take back your yes
    TakeBack(answer::TakeBack),
    /// Say it differently: a no to the wording only
    SayDifferently(answer::SayDifferently),
    /// Reply in words, and perhaps name a day
    Reply(answer::Reply),
    /// Keyworker: write down a no, take-back or pause that the client gave otherwise
    Hold(answer::Hold),
    /// Decisions by others: share, see, disagree
    #[command(subcommand)]
    Decision(decision::DecisionVerb),
    /// Mandates and permissions: use, answer a use, pause, resume
    #[command(subcommand)]
    Mandate(mandate::MandateVerb),
    /// Write a bundle for the other person's devices
    Send(exchange::Send),
    /// Take in a file, or every file of a folder
    Receive(exchange::Receive),
    /// The relay: turn it on, show an invitation, take one, turn it off
    #[command(subcommand)]
    Relay(relay::RelayVerb),
    /// Fetch and put at the relay
    Sync(relay::Sync),
    /// Bring two devices in the same room level, without internet
    Nearby(nearby::Nearby),
    /// What is here, on its way, and on the other's device
    Status(reading::Status),
    /// What happened, oldest first
    History(reading::History),
    /// What could not be taken in and is kept
    #[command(subcommand)]
    Aside(aside::AsideVerb),
    /// Your own devices: list, remove
    #[command(subcommand)]
    Device(device::DeviceVerb),
    /// Contacts: who met or called whom, in two voices
    #[command(subcommand)]
    Contact(journal::ContactVerb),
    /// Check-ins: private first, shared by a second act
    #[command(subcommand)]
    Checkin(journal::CheckinVerb),
    /// The agenda: what you will talk about, with turns and one must each
    #[command(subcommand)]
    Agenda(living::AgendaVerb),
    /// Drafts: your own, or written together; nobody's word until put forward
    #[command(subcommand)]
    Draft(living::DraftVerb),
    /// The relationship: next time, who is away, promises, cards, hellos
    Relation(agreement::Which),
    /// Say how a step ended for you: done, changed, not this time
    Close(relation::Close),
    /// Say hello in words of your own; nothing is expected back
    Hello(relation::Hello),
    /// Write your card: about me, or a keyworker's open card
    #[command(subcommand)]
    Card(relation::CardVerb),
    /// Say when you are away, and who instead
    Away(relation::Away),
    /// Say that you are back before the last day
    Back(relation::Back),
    /// Set the next time, move it, or call it off
    Meet(relation::Meet),
    /// Find words again, in acts and in your own private notes
    Search(reading::Search),
    /// Erase words on your devices, and answer the other's erasure
    #[command(subcommand)]
    Erase(erase::EraseVerb),
    /// Print an agreement on A4, with answer boxes
    Print(paper::Print),
    /// The organisation's record: copy for it, paste a plan from it
    #[command(subcommand)]
    Record(paper::RecordVerb),
    /// A copy for yourself: everything both can see, or proofs, as files
    Copy(paper::OwnCopy),
    /// Look the vault over, or check a proof
    Verify(verify::Verify),
    /// Write the proof of one agreed part
    Proof(verify::Proof),
    /// Fold acts from a JSON file, in arrival order, without signatures (docs/json.md)
    Fold(fold::Fold),
    /// Play a whole agreement between two vaults in a temporary folder, checking every law as it goes
    Demo(demo::Demo),
    /// Completions for a shell, on standard output
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Does what was typed.
pub(crate) fn run(options: Options, verb: Verb) -> Result<Told, Failure> {
    match verb {
        Verb::Fold(fold) => fold.run(),
        Verb::Demo(demo) => demo.run(options.json),
        Verb::Completions { shell } => Ok(completions(shell)),
        Verb::Vault(vault) => vault.run(&mut Desk::open(options)?),
        Verb::Agreement(_)
        | Verb::Invite(_)
        | Verb::Join(_)
        | Verb::Part(_)
        | Verb::Suggest(_)
        | Verb::Answer(_)
        | Verb::TakeBack(_)
        | Verb::SayDifferently(_)
        | Verb::Reply(_)
        | Verb::Hold(_)
        | Verb::Decision(_)
        | Verb::Mandate(_)
        | Verb::Send(_)
        | Verb::Receive(_)
        | Verb::Relay(_)
        | Verb::Sync(_)
        | Verb::Nearby(_)
        | Verb::Status(_)
        | Verb::History(_)
        | Verb::Device(_)
        | Verb::Contact(_)
        | Verb::Checkin(_)
        | Verb::Agenda(_)
        | Verb::Draft(_)
        | Verb::Relation(_)
        | Verb::Close(_)
        | Verb::Hello(_)
        | Verb::Card(_)
        | Verb::Away(_)
        | Verb::Back(_)
        | Verb::Meet(_)
        | Verb::Search(_)
        | Verb::Erase(_)
        | Verb::Print(_)
        | Verb::Record(_)
        | Verb::Copy(_)
        | Verb::Proof(_)
        | Verb::Aside(_) => unlocked(options, verb),
        Verb::Verify(verify) => match verify.proof {
            Some(proof) => verify::Verify::proof(&proof),
            None => unlocked(options, Verb::Verify(verify)),
        },
    }
}

/// Verbs that need an open vault.
fn unlocked(options: Options, verb: Verb) -> Result<Told, Failure> {
    let mut desk = Desk::open(options)?;
    let desk = &mut desk;
    desk.unlock()?;
    match verb {
        Verb::Agreement(verb) => verb.run(desk),
        Verb::Invite(verb) => verb.run(desk),
        Verb::Join(verb) => verb.run(desk),
        Verb::Part(verb) => verb.run(desk),
        Verb::Suggest(verb) => verb.run(desk),
        Verb::Answer(verb) => verb.run(desk),
        Verb::TakeBack(verb) => verb.run(desk),
        Verb::SayDifferently(verb) => verb.run(desk),
        Verb::Reply(verb) => verb.run(desk),
        Verb::Hold(verb) => verb.run(desk),
        Verb::Decision(verb) => verb.run(desk),
        Verb::Mandate(verb) => verb.run(desk),
        Verb::Send(verb) => verb.run(desk),
        Verb::Receive(verb) => verb.run(desk),
        Verb::Relay(verb) => verb.run(desk),
        Verb::Sync(verb) => verb.run(desk),
        Verb::Nearby(verb) => verb.run(desk),
        Verb::Status(verb) => verb.run(desk),
        Verb::History(verb) => verb.run(desk),
        Verb::Aside(verb) => verb.run(desk),
        Verb::Device(verb) => verb.run(desk),
        Verb::Contact(verb) => verb.run(desk),
        Verb::Checkin(verb) => verb.run(desk),
        Verb::Agenda(verb) => verb.run(desk),
        Verb::Draft(verb) => verb.run(desk),
        Verb::Relation(which) => relation::relation(desk, &which),
        Verb::Close(verb) => verb.run(desk),
        Verb::Hello(verb) => verb.run(desk),
        Verb::Card(verb) => verb.run(desk),
        Verb::Away(verb) => verb.run(desk),
        Verb::Back(verb) => verb.run(desk),
        Verb::Meet(verb) => verb.run(desk),
        Verb::Search(verb) => verb.run(desk),
        Verb::Erase(verb) => verb.run(desk),
        Verb::Print(verb) => verb.run(desk),
        Verb::Record(verb) => verb.run(desk),
        Verb::Copy(verb) => verb.run(desk),
        Verb::Verify(_) => verify::Verify::run(desk),
        Verb::Proof(verb) => verb.run(desk),
        Verb::Vault(_) | Verb::Fold(_) | Verb::Demo(_) | Verb::Completions { .. } => {
            Err(Failure::broken())
        }
    }
}

fn completions(shell: clap_complete::Shell) -> Told {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Line::command(), "countersign", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    Told::new(script.clone(), &script)
}
