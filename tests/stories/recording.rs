//! Paper and the organisation's record: nothing is typed twice, no disagreement is lost, and no copy is hidden.

use countersign_app::view::*;
use countersign_app::{Code, PaperForm};

use crate::people::{Person, goal, two_people};

const PLAN: &str = "Mål\n- En egen lägenhet\n- Sova hela nätter\nInsatser:\n1. Promenad efter maten\n2) Ringa läkaren\n[ ] Hälsa på min syster";

#[test]
fn a_plan_of_five_parts_is_pasted_and_copied_back_and_no_disagreement_is_lost() {
    let (mut magda, mut karin) = two_people();
    let parts = paste(&mut karin);
    assert_eq!(parts.len(), 5);
    karin.carry_to(&mut magda);
    magda.answer(&parts[0], Answer::Yes);
    let mut no = magda.answering(&parts[2], Answer::No);
    no.words = Some("Inte på kvällen, då är det mörkt.".to_owned());
    magda.app.answer(&no).unwrap();
    magda.carry_to(&mut karin);

    let copied = karin.app.copy_for_record(&copying(&karin)).unwrap();
    for line in karin.app.read_plan(&pasting(PLAN)).unwrap() {
        assert!(copied.text.contains(&line.words), "{}", line.words);
    }
    assert!(
        copied
            .text
            .contains("Magda sa nej till: Promenad efter maten")
    );
    assert!(copied.text.contains("Inte på kvällen, då är det mörkt."));
    let (_, agreed) = copied.text.split_once("Överenskommet\n").unwrap();
    let (agreed, _) = agreed.split_once("\n\n").unwrap();
    assert!(agreed.contains("En egen lägenhet") && !agreed.contains("Sova hela nätter"));
    assert!(!agreed.contains("Promenad"));

    karin.carry_to(&mut magda);
    let told = magda.app.history(&magda.agreement.clone()).unwrap();
    let seen = told
        .iter()
        .find(|line| line.id == copied.saved.act)
        .unwrap();
    assert_eq!(seen.words.as_deref(), Some(copied.text.as_str()));
}

#[test]
fn how_a_promise_ended_and_the_next_time_stand_on_paper_and_in_the_copy_for_the_record() {
    let (mut magda, mut karin) = two_people();
    let promise = Terms::Step {
        doer: Doer::Keyworker,
        by: None,
        goal: None,
    };
    let part = karin.suggest(promise, "Jag ringer läkaren").part.unwrap();
    let ending = ClosingStep {
        agreement: karin.agreement.clone(),
        version: karin.view(&part).close.unwrap(),
        part,
        ending: Ending::NotThisTime,
        day: None,
        words: Some("Växeln var stängd.".to_owned()),
    };
    karin.app.close_step(&ending).unwrap();
    let next = Meeting {
        agreement: karin.agreement.clone(),
        day: Some(Day("2030-06-07".to_owned())),
        time: Some("14:30".to_owned()),
        place: "Ekbacken".to_owned(),
        who: String::new(),
        stand_in: String::new(),
        words: None,
    };
    karin.app.meet(&next).unwrap();
    karin.carry_to(&mut magda);
    let copied = karin.app.copy_for_record(&copying(&karin)).unwrap();
    let sheet = Printing {
        language: "sv".to_owned(),
        ..Printing::whole(&magda.agreement)
    };
    let paper = magda.app.print(&sheet, PaperForm::Text).unwrap();
    for text in [copied.text, paper] {
        assert!(text.contains("Karin: inte hållet, sagt den"), "{text}");
        assert!(text.contains("Växeln var stängd."), "{text}");
        let next = "Nästa gång: 7 juni 2030, 14:30, Ekbacken";
        assert!(text.contains(next), "{text}");
    }
}

#[test]
fn a_copy_of_chosen_parts_holds_those_and_no_other() {
    let (_, mut karin) = two_people();
    let parts = paste(&mut karin);
    let ask = RecordCopying {
        parts: Some(vec![parts[1].clone()]),
        ..copying(&karin)
    };
    let copied = karin.app.copy_for_record(&ask).unwrap();
    assert!(copied.text.contains("Sova hela nätter"));
    assert!(!copied.text.contains("Ringa läkaren"));
    let unknown = RecordCopying {
        parts: Some(vec![PartId("0".repeat(64))]),
        ..copying(&karin)
    };
    let refused = karin.app.copy_for_record(&unknown).unwrap_err();
    assert_eq!(refused.code, Code::PartUnknown);
}

#[test]
fn a_sheet_speaks_the_readers_language_and_a_decision_alone_comes_with_a_form_to_appeal() {
    let (mut magda, mut karin) = two_people();
    let first = magda.suggest(goal(), "Jag vill <sova>").part.unwrap();
    let decided = decision(&mut karin);
    let sheet = |part: Option<&PartId>, agreement: &AgreementId| Printing {
        agreement: agreement.clone(),
        part: part.cloned(),
        language: "sv".to_owned(),
        large: true,
    };
    let ask = sheet(Some(&first), &magda.agreement);
    let page = magda.app.print(&ask, PaperForm::Html).unwrap();
    assert!(page.contains("Jag vill &lt;sova&gt;") && page.contains("lang=\"sv\""));
    assert!(page.contains("Du kan ta tillbaka ett ja när du vill."));
    assert!(page.contains("18pt") && !page.contains("Jag överklagar"));

    let ask = sheet(Some(&decided), &karin.agreement);
    assert!(karin.app.paper(&ask).unwrap().appeal.is_some());
    let whole = sheet(None, &karin.agreement);
    assert!(karin.app.paper(&whole).unwrap().appeal.is_none());
    let saved = karin.app.save_paper(&whole, None).unwrap();
    let written = std::fs::read_to_string(&saved.path).unwrap();
    assert_eq!(written.len(), saved.bytes as usize);
    assert!(!written.contains("<script"));
}

/// Karin reads the plan and suggests every line of it.
fn paste(karin: &mut Person) -> Vec<PartId> {
    let lines = karin.app.read_plan(&pasting(PLAN)).unwrap();
    lines
        .iter()
        .map(|line| {
            let step = Terms::Step {
                doer: Doer::Both,
                by: None,
                goal: None,
            };
            let terms = if line.kind == Some(PartKind::Goal) {
                goal()
            } else {
                step
            };
            karin.suggest(terms, &line.words).part.unwrap()
        })
        .collect()
}

fn pasting(text: &str) -> Pasting {
    Pasting {
        text: text.to_owned(),
    }
}

fn copying(karin: &Person) -> RecordCopying {
    RecordCopying {
        agreement: karin.agreement.clone(),
        parts: None,
        organisation: "Ekbacken".to_owned(),
        language: "sv".to_owned(),
    }
}

fn decision(karin: &mut Person) -> PartId {
    let ask = Deciding {
        agreement: karin.agreement.clone(),
        words: "Magda stannar på Ekbacken.".to_owned(),
        language: "sv".to_owned(),
        terms: Terms::Decision {
            decided_by: "Förvaltningsrätten".to_owned(),
            law: "LVM 4 §".to_owned(),
            from: None,
            until: None,
            choices: Vec::new(),
            appeal: "Skriv till domstolen.".to_owned(),
            appeal_until: None,
            helper: None,
            overrides: None,
        },
    };
    karin.app.share_decision(&ask).unwrap().part.unwrap()
}
