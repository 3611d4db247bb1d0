//! What a removed device takes away yields to an answer that saw the removal, and still tells of a use that came
//! without it (fold §2.5, §5; decision 0003, "Smaller readings").

mod stage;

use countersign_domain::act::{Choice, Deed, Subject};
use countersign_domain::part::Suggestion;
use countersign_domain::{ActId, Claimed, PartKind, UseLabel};
use stage::*;

/// What Magda's tablet says after it was removed, having seen the suggestion or also her yes.
fn taking_away(mandate: ActId, saw_yes: bool) -> Vec<Deed> {
    if saw_yes {
        let targets = vec![mandate];
        return vec![take_back(mandate), Deed::Erase { targets }];
    }
    let words = Suggestion {
        answers: Some(mandate),
        ..plain(PartKind::Mandate)
    };
    vec![answer(mandate, Choice::No), Deed::Suggest(words)]
}

#[test]
fn a_use_before_it_is_known_says_so_even_where_what_took_it_away_yielded() {
    for saw_yes in [true, false] {
        for taken in 0..2 {
            let mut stage = Stage::together();
            stage.does(PHONE, Subject::None, adding(TABLET));
            let mandate = stage.suggests(LAPTOP, PartKind::Mandate);
            let before = stage.now();
            stage.does(PHONE, Subject::All, removing(TABLET));
            let part = Subject::Part(mandate);
            let yes = stage.does(PHONE, part, answer(mandate, Choice::Yes));
            let used = Deed::Use {
                version: mandate,
                at: Claimed(0),
            };
            let used = stage.does(LAPTOP, part, used);
            assert_eq!(stage.state().uses[&used], UseLabel::Within);
            let saw = if saw_yes { vec![yes] } else { before };
            let deed = taking_away(mandate, saw_yes).swap_remove(taken);
            let text = format!("{deed:?}");
            let late = stage.at(&saw, TABLET, part, deed);
            assert!(stage.agreement.is_beyond(late), "{text}");
            assert!(stage.in_force(mandate), "it yields: {text}");
            let label = stage.state().uses[&used];
            assert_eq!(label, UseLabel::BeforeTheyKnew, "{text}");
        }
    }
}
