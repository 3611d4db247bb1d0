//! The commands: what a screen may ask for. Each opens the one state, asks `app`, and gives back a view.
//!
//! They run off the window's own thread, so that a slow key derivation never freezes what is on screen. None of them
//! decides anything. Deeds tell the screens afterwards what changed, never how. The same list stands in build script,
//! capability and gate (`tests/shell.rs`).

use countersign_app::App;
use countersign_app::view::{
    AgreementEntry, AgreementId, AgreementView, Answering, AnsweringUse, Arrival, ArrivedFile,
    AsideEntry, Change, Deciding, Differing, Disagreeing, HelpNumber, HistoryEntry, Holding, Home,
    Kit, KitWord, NewAgreement, NewVault, Pairing, PartView, Pausing, Pushed, Replying, Saved,
    Seeing, SentFile, Session, Suggesting, TakingBack, Using,
};
use tauri::State;

use crate::asked::{
    Code, Draft, FileBytes, Offer, OneAside, OnePart, Opening, OpeningWithKit, Place, Request,
    Sending, Welcome,
};
use crate::desk::{Answered, Desk};

/// The one state.
type Held<'a> = State<'a, Desk>;

/// Vaults in this home, the open one, the chosen language.
#[tauri::command(async)]
pub(crate) fn home(desk: Held<'_>) -> Answered<Home> {
    desk.ask(App::home)
}

/// Remembers the language on this device; null follows the system.
#[tauri::command(async)]
pub(crate) fn choose_language(desk: Held<'_>, ask: Option<String>) -> Answered<()> {
    desk.deed(Change::Lists, |app| app.choose_language(ask))
}

/// Five plain words as a passphrase.
#[tauri::command(async)]
pub(crate) fn new_passphrase(desk: Held<'_>) -> Answered<String> {
    desk.ask(|app| Ok(app.new_passphrase()))
}

/// Makes a vault and opens it.
#[tauri::command(async)]
pub(crate) fn create_vault(desk: Held<'_>, ask: NewVault) -> Answered<Session> {
    desk.deed(Change::Lists, |app| app.create_vault(ask))
}

/// Opens a vault with its passphrase.
#[tauri::command(async)]
pub(crate) fn open_vault(desk: Held<'_>, ask: Opening) -> Answered<Session> {
    desk.deed(Change::Lists, |app| {
        app.open_vault(&ask.vault, ask.passphrase)
    })
}

/// Opens with the 24 words and sets a new passphrase.
#[tauri::command(async)]
pub(crate) fn open_with_kit(desk: Held<'_>, ask: OpeningWithKit) -> Answered<Session> {
    desk.deed(Change::Lists, |app| {
        app.open_with_kit(&ask.vault, &ask.words, ask.passphrase)
    })
}

/// Forgets every key at once. Never fails.
#[tauri::command(async)]
pub(crate) fn lock(desk: Held<'_>) -> Answered<()> {
    desk.deed(Change::Locked, |app| {
        app.lock();
        Ok(())
    })
}

/// The recovery words, until they have been checked once.
#[tauri::command(async)]
pub(crate) fn kit(desk: Held<'_>) -> Answered<Kit> {
    desk.ask(App::kit)
}

/// Checks the words asked for; afterwards they exist on paper only.
#[tauri::command(async)]
pub(crate) fn check_kit(desk: Held<'_>, ask: Vec<KitWord>) -> Answered<Session> {
    desk.deed(Change::Lists, |app| app.check_kit(&ask))
}

/// Keeps what is being typed at a place; null drops it.
#[tauri::command(async)]
pub(crate) fn save_draft(desk: Held<'_>, ask: Draft) -> Answered<()> {
    desk.ask(|app| app.save_draft(&ask.place, ask.text.as_deref()))
}

/// What was being typed at a place.
#[tauri::command(async)]
pub(crate) fn load_draft(desk: Held<'_>, ask: Place) -> Answered<Option<String>> {
    desk.ask(|app| app.load_draft(&ask.place))
}

/// The numbers that work offline.
#[tauri::command(async)]
pub(crate) fn help_numbers(desk: Held<'_>) -> Answered<Vec<HelpNumber>> {
    desk.ask(App::help_numbers)
}

/// Keeps the numbers that work offline.
#[tauri::command(async)]
pub(crate) fn save_help_numbers(desk: Held<'_>, ask: Vec<HelpNumber>) -> Answered<()> {
    desk.ask(|app| app.save_help_numbers(&ask))
}

/// All agreements of the open vault.
#[tauri::command(async)]
pub(crate) fn agreements(desk: Held<'_>) -> Answered<Vec<AgreementEntry>> {
    desk.ask(App::agreements)
}

/// Begins an agreement with one other person.
#[tauri::command(async)]
pub(crate) fn found_agreement(desk: Held<'_>, ask: NewAgreement) -> Answered<AgreementId> {
    desk.deed(Change::Lists, |app| app.found_agreement(&ask))
}

/// One agreement with its parts by standing.
#[tauri::command(async)]
pub(crate) fn agreement(desk: Held<'_>, ask: AgreementId) -> Answered<AgreementView> {
    desk.ask(|app| app.agreement(&ask))
}

/// One part with its versions side by side.
#[tauri::command(async)]
pub(crate) fn part(desk: Held<'_>, ask: OnePart) -> Answered<PartView> {
    desk.ask(|app| app.part(&ask.agreement, &ask.part))
}

/// What happened, as both can see it.
#[tauri::command(async)]
pub(crate) fn history(desk: Held<'_>, ask: AgreementId) -> Answered<Vec<HistoryEntry>> {
    desk.ask(|app| app.history(&ask))
}

/// Where a pairing stands; picks up after a restart.
#[tauri::command(async)]
pub(crate) fn pairing(desk: Held<'_>, ask: AgreementId) -> Answered<Pairing> {
    desk.ask(|app| app.pairing(&ask))
}

/// Founder: a new code; an older one stops working.
#[tauri::command(async)]
pub(crate) fn invite(desk: Held<'_>, ask: AgreementId) -> Answered<Pairing> {
    desk.ask(|app| app.invite(&ask))
}

/// Founder: takes the request of the other device.
#[tauri::command(async)]
pub(crate) fn take_request(desk: Held<'_>, ask: Request) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| {
        app.take_request(&ask.agreement, &ask.request)
    })
}

/// Joiner: takes the code. `my_name` is the name to be known by, used only if the founder gave none.
#[tauri::command(async)]
pub(crate) fn take_code(desk: Held<'_>, ask: Code) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| app.take_code(&ask.code, &ask.my_name))
}

/// Joiner: takes the offer.
#[tauri::command(async)]
pub(crate) fn take_offer(desk: Held<'_>, ask: Offer) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| {
        app.take_offer(&ask.agreement, &ask.offer)
    })
}

/// Either: both people say that the pictures are the same. The founder gets the welcome to carry.
#[tauri::command(async)]
pub(crate) fn pictures_same(desk: Held<'_>, ask: AgreementId) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| app.pictures_same(&ask))
}

/// Either: they are not the same. The pairing stops and nothing was shared.
#[tauri::command(async)]
pub(crate) fn pictures_differ(desk: Held<'_>, ask: AgreementId) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| app.pictures_differ(&ask))
}

/// Writes the message to carry at this step as a text file into the outbox folder of this home.
#[tauri::command(async)]
pub(crate) fn save_pairing(desk: Held<'_>, ask: AgreementId) -> Answered<SentFile> {
    desk.ask(|app| app.save_pairing(&ask))
}

/// Joiner: takes the welcome; the agreement is here.
#[tauri::command(async)]
pub(crate) fn take_welcome(desk: Held<'_>, ask: Welcome) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| {
        app.take_welcome(&ask.agreement, &ask.welcome)
    })
}

/// Suggests a version.
#[tauri::command(async)]
pub(crate) fn suggest(desk: Held<'_>, ask: Suggesting) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.suggest(&ask))
}

/// Answers a version.
#[tauri::command(async)]
pub(crate) fn answer(desk: Held<'_>, ask: Answering) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.answer(&ask))
}

/// Takes back a yes.
#[tauri::command(async)]
pub(crate) fn take_back(desk: Held<'_>, ask: TakingBack) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.take_back(&ask))
}

/// Says that a yes was pushed.
#[tauri::command(async)]
pub(crate) fn felt_pushed(desk: Held<'_>, ask: Pushed) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.felt_pushed(&ask))
}

/// Puts other words beside the text.
#[tauri::command(async)]
pub(crate) fn say_differently(desk: Held<'_>, ask: Differing) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.say_differently(&ask))
}

/// Replies in words.
#[tauri::command(async)]
pub(crate) fn reply(desk: Held<'_>, ask: Replying) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.reply(&ask))
}

/// Notes a no, take-back or pause that was given otherwise.
#[tauri::command(async)]
pub(crate) fn hold(desk: Held<'_>, ask: Holding) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.hold(&ask))
}

/// Shares what others decided.
#[tauri::command(async)]
pub(crate) fn share_decision(desk: Held<'_>, ask: Deciding) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.share_decision(&ask))
}

/// Says that a decision was seen.
#[tauri::command(async)]
pub(crate) fn seen(desk: Held<'_>, ask: Seeing) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.seen(&ask))
}

/// Disagrees with a decision.
#[tauri::command(async)]
pub(crate) fn disagree(desk: Held<'_>, ask: Disagreeing) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.disagree(&ask))
}

/// Logs a use of a mandate.
#[tauri::command(async)]
pub(crate) fn use_mandate(desk: Held<'_>, ask: Using) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.use_mandate(&ask))
}

/// Answers a use.
#[tauri::command(async)]
pub(crate) fn answer_use(desk: Held<'_>, ask: AnsweringUse) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.answer_use(&ask))
}

/// Pauses every mandate and permission.
#[tauri::command(async)]
pub(crate) fn pause(desk: Held<'_>, ask: Pausing) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.pause(&ask))
}

/// Lets them go on.
#[tauri::command(async)]
pub(crate) fn resume(desk: Held<'_>, ask: Pausing) -> Answered<Saved> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| app.resume(&ask))
}

/// Writes what the other lacks into `folder`, or into the outbox folder of this home when it is null.
#[tauri::command(async)]
pub(crate) fn send_file(desk: Held<'_>, ask: Sending) -> Answered<SentFile> {
    let change = Change::Agreement {
        id: ask.agreement.clone(),
    };
    desk.deed(change, |app| {
        app.send_file(&ask.agreement, ask.folder.as_deref())
    })
}

/// Shows what is in a file and takes nothing in.
#[tauri::command(async)]
pub(crate) fn look_at_file(desk: Held<'_>, ask: FileBytes) -> Answered<ArrivedFile> {
    desk.ask(|app| app.look_at_file(&ask.bytes))
}

/// Takes a file in; any number of times gives the same.
#[tauri::command(async)]
pub(crate) fn receive_file(desk: Held<'_>, ask: FileBytes) -> Answered<Arrival> {
    desk.deed(Change::Lists, |app| app.receive_file(&ask.bytes))
}

/// What is kept aside.
#[tauri::command(async)]
pub(crate) fn aside(desk: Held<'_>) -> Answered<Vec<AsideEntry>> {
    desk.ask(App::aside)
}

/// Tries what is kept aside once more.
#[tauri::command(async)]
pub(crate) fn retry_aside(desk: Held<'_>, ask: OneAside) -> Answered<Arrival> {
    desk.deed(Change::Lists, |app| app.retry_aside(&ask.id))
}
