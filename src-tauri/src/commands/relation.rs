//! The relationship: promises and how they ended, hello, cards, away, the next time; linking and ending.

use countersign_app::view::{
    AgreementId, ClosingStep, ComingBack, GoingAway, Greeting, Linking, Meeting, RelationView,
    Saved, WritingCard,
};

use super::{Held, about};
use crate::asked::ErasingWords;
use crate::desk::Answered;

/// The relationship, as both see it.
#[tauri::command(async)]
pub(crate) fn relation(desk: Held<'_>, ask: AgreementId) -> Answered<RelationView> {
    desk.ask(|app| app.relation(&ask))
}

/// Says how a step ended for oneself.
#[tauri::command(async)]
pub(crate) fn close_step(desk: Held<'_>, ask: ClosingStep) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.close_step(&ask))
}

/// Says hello.
#[tauri::command(async)]
pub(crate) fn hello(desk: Held<'_>, ask: Greeting) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.hello(&ask))
}

/// Erases the words of a hello or a card, here and, if they do so, with the other.
#[tauri::command(async)]
pub(crate) fn erase_words(desk: Held<'_>, ask: ErasingWords) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| {
        app.erase_words(&ask.agreement, &ask.act)
    })
}

/// Writes one's own card.
#[tauri::command(async)]
pub(crate) fn save_card(desk: Held<'_>, ask: WritingCard) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.save_card(&ask))
}

/// Says that one is away.
#[tauri::command(async)]
pub(crate) fn away(desk: Held<'_>, ask: GoingAway) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.away(&ask))
}

/// Says that one is back earlier.
#[tauri::command(async)]
pub(crate) fn back(desk: Held<'_>, ask: ComingBack) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.back(&ask))
}

/// Sets the next time, moves it, or calls it off.
#[tauri::command(async)]
pub(crate) fn meet(desk: Held<'_>, ask: Meeting) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.meet(&ask))
}

/// Links a decision to the part whose refusal it overrides.
#[tauri::command(async)]
pub(crate) fn link_decision(desk: Held<'_>, ask: Linking) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.link_decision(&ask))
}

/// Ends the agreement from this person's side.
#[tauri::command(async)]
pub(crate) fn end_agreement(desk: Held<'_>, ask: AgreementId) -> Answered<Saved> {
    desk.deed(about(&ask), |app| app.end(&ask))
}
