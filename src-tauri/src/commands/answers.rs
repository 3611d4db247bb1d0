//! Parts and decisions: suggesting, answering, taking back, holding, replying.

use countersign_app::view::{
    Answering, Deciding, Differing, Disagreeing, Holding, Pushed, Replying, Saved, Seeing,
    Suggesting, TakingBack,
};

use super::{Held, about};
use crate::desk::Answered;

/// Suggests a version.
#[tauri::command(async)]
pub(crate) fn suggest(desk: Held<'_>, ask: Suggesting) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.suggest(&ask))
}

/// Answers a version.
#[tauri::command(async)]
pub(crate) fn answer(desk: Held<'_>, ask: Answering) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.answer(&ask))
}

/// Takes back a yes.
#[tauri::command(async)]
pub(crate) fn take_back(desk: Held<'_>, ask: TakingBack) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.take_back(&ask))
}

/// Says that a yes was pushed.
#[tauri::command(async)]
pub(crate) fn felt_pushed(desk: Held<'_>, ask: Pushed) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.felt_pushed(&ask))
}

/// Puts other words beside the text.
#[tauri::command(async)]
pub(crate) fn say_differently(desk: Held<'_>, ask: Differing) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.say_differently(&ask))
}

/// Replies in words.
#[tauri::command(async)]
pub(crate) fn reply(desk: Held<'_>, ask: Replying) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.reply(&ask))
}

/// Notes a no, take-back or pause that was given otherwise.
#[tauri::command(async)]
pub(crate) fn hold(desk: Held<'_>, ask: Holding) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.hold(&ask))
}

/// Shares what others decided.
#[tauri::command(async)]
pub(crate) fn share_decision(desk: Held<'_>, ask: Deciding) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.share_decision(&ask))
}

/// Says that a decision was seen.
#[tauri::command(async)]
pub(crate) fn seen(desk: Held<'_>, ask: Seeing) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.seen(&ask))
}

/// Disagrees with a decision.
#[tauri::command(async)]
pub(crate) fn disagree(desk: Held<'_>, ask: Disagreeing) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.disagree(&ask))
}
