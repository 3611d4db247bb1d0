//! The relationship as text: the next time, who is away, promises, cards, hellos. No counts, and nothing is late.

use countersign_app::view::{
    AwayView, CallOffView, CardView, CardWords, Ending, EndingView, HelloView, MeetView,
    PromiseView, RelationView,
};

use super::agreement::indented;
use super::word::People;
use crate::pick::short;

const NOT_HERE: &str = "(words not here)";

/// All of it, a heading for each thing that there is.
pub(crate) fn relation(view: &RelationView, people: &People<'_>) -> String {
    let sections = [
        ("Next time", lines(&view.next, |it| meeting(it, people))),
        (
            "Called off",
            lines(&view.called_off, |it| called_off(it, people)),
        ),
        ("Away", lines(&view.away, |it| away(it, people))),
        ("Promises", lines(&view.promises, promise)),
        ("Cards", lines(&view.cards, |it| card(it, people))),
        ("Hello", lines(&view.hellos, |it| hello(it, people))),
    ];
    let text: Vec<String> = sections
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(heading, lines)| format!("{heading}\n{lines}"))
        .collect();
    if text.is_empty() {
        return "Nothing here yet. Either of you can say hello or set the next time.".to_owned();
    }
    text.join("\n\n")
}

fn lines<T>(things: &[T], line: impl Fn(&T) -> String) -> String {
    let lines: Vec<String> = things.iter().map(line).collect();
    lines.join("\n")
}

fn meeting(meet: &MeetView, people: &People<'_>) -> String {
    let mut line = format!("  {}  {}", short(&meet.id.0), meet.day.0);
    let at = meet.time.iter().map(|time| format!(" at {time}"));
    let place = meet.place.iter().map(|place| format!(", {place}"));
    let who = meet.who.iter().map(|who| format!(", with {who}"));
    let instead = meet.stand_in.iter().map(|it| format!(", or {it} instead"));
    line.extend(at.chain(place).chain(who).chain(instead));
    let done = if meet.moved { "moved" } else { "set" };
    line.push_str(&format!(
        "\n     {done} by {}, {}",
        people.name(meet.by),
        people.stamp(meet.stamp)
    ));
    line + &beside(meet.words.as_deref())
}

fn called_off(off: &CallOffView, people: &People<'_>) -> String {
    format!(
        "  {}  {} by {}, {}{}",
        short(&off.id.0),
        off.day.0,
        people.name(off.by),
        people.stamp(off.stamp),
        beside(off.words.as_deref())
    )
}

fn away(away: &AwayView, people: &People<'_>) -> String {
    let mut line = format!(
        "  {}  {} from {} until {}",
        short(&away.id.0),
        people.name(away.by),
        away.from.0,
        away.until.0
    );
    let instead = away.stand_in.iter().map(|it| format!(", {it} instead"));
    let reach = away.reach.iter().map(|reach| format!(", {reach}"));
    line.extend(instead.chain(reach));
    line + &beside(away.words.as_deref())
}

fn promise(promise: &PromiseView) -> String {
    let words = promise.words.as_deref().unwrap_or(NOT_HERE);
    let mut line = format!("  {}  {}", short(&promise.part.0), indented(words));
    let day = promise.day.iter().map(|day| format!("\n     by {}", day.0));
    let own = (!promise.agreed).then(|| "\n     their own word; not agreed".to_owned());
    line.extend(day.chain(own));
    line.extend(
        promise
            .endings
            .iter()
            .map(|ending| format!("\n     {}", kept(ending))),
    );
    line
}

/// How a promise ended, in the keyworker's word.
fn kept(ending: &EndingView) -> String {
    let how = match (ending.ending, &ending.day) {
        (Ending::Done, _) => "kept".to_owned(),
        (Ending::Changed, Some(day)) => format!("moved to {}", day.0),
        (Ending::Changed, None) => "changed".to_owned(),
        (Ending::NotThisTime, _) => "not kept".to_owned(),
    };
    match &ending.words {
        Some(words) => format!("{how}: {}", indented(words)),
        None => how,
    }
}

/// How a step ended for one who does it, on the part's own page.
pub(crate) fn ending(ending: &EndingView, people: &People<'_>) -> String {
    let how = match (ending.ending, &ending.day) {
        (Ending::Done, _) => "did it".to_owned(),
        (Ending::Changed, Some(day)) => format!("moved it to {}", day.0),
        (Ending::Changed, None) => "changed it".to_owned(),
        (Ending::NotThisTime, _) => "not this time".to_owned(),
    };
    let name = people.name(ending.by);
    format!(
        "{name}: {how}, {}{}",
        people.stamp(ending.stamp),
        beside(ending.words.as_deref())
    )
}

fn card(card: &CardView, people: &People<'_>) -> String {
    let head = format!(
        "  {}  {}, {}",
        short(&card.id.0),
        people.name(card.by),
        people.stamp(card.stamp)
    );
    match &card.card {
        None => format!("{head}{}", beside(Some(NOT_HERE))),
        Some(CardWords::AboutMe { words }) => format!("{head}{}", beside(Some(words))),
        Some(CardWords::Open {
            my_role,
            answers_to,
            passes_on,
            writes_elsewhere,
            words,
        }) => {
            let said = [
                ("My role", my_role),
                ("I answer to", answers_to),
                ("I must pass on by law", passes_on),
                ("I write elsewhere about you", writes_elsewhere),
                ("Also", words),
            ];
            let said = said.into_iter().filter(|(_, text)| !text.is_empty());
            said.fold(head, |card, (what, text)| {
                format!("{card}\n     {what}: {}", indented(text))
            })
        }
    }
}

fn hello(hello: &HelloView, people: &People<'_>) -> String {
    format!(
        "  {}  {}, {}{}",
        short(&hello.id.0),
        people.name(hello.by),
        people.stamp(hello.stamp),
        beside(Some(&hello.words))
    )
}

fn beside(words: Option<&str>) -> String {
    words.map_or(String::new(), |words| format!("\n     {}", indented(words)))
}
