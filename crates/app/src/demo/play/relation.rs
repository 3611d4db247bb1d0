//! What stands between the two beside the agreement: a promise, a hello, a card, the next time (decision 0008).

use super::super::DemoError;
use super::Play;
use crate::error::Code;
use crate::view::{
    Answer, CardWords, ClosingStep, Day, Doer, Ending, Greeting, Meeting, PartId, Role, Saved,
    Terms, WritingCard,
};

const CLIENT: Role = Role::Client;
const KEYWORKER: Role = Role::Keyworker;

impl Play<'_> {
    /// Karin promises something, does not do it, and has to say so.
    pub(super) fn promise(&mut self) -> Result<(), DemoError> {
        let part = self.promised()?;
        let view = self.two.part(KEYWORKER, &part);
        let view = self.at(view)?;
        let mut ending = ClosingStep {
            agreement: view.agreement,
            part,
            version: view.leads,
            ending: Ending::NotThisTime,
            day: None,
            words: None,
        };
        let wordless = self.two.karin.close_step(&ending);
        self.expect(
            wordless.is_err_and(|error| error.code == Code::ReasonMissing),
            "a promise that is not kept has a word",
        )?;
        ending.words = Some("He did not pick up. I try again on Monday.".to_owned());
        let ended = self.two.karin.close_step(&ending);
        let ended = self.at(ended)?;
        self.remember(KEYWORKER, &ended)?;
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        let seen = self.two.magda.relation(&ending.agreement);
        let seen = self.at(seen)?.promises;
        let ended = seen.iter().any(|it| !it.open && it.endings.len() == 1);
        self.expect(ended, "Magda sees how the promise ended")?;
        self.done("Karin promises to phone and does not get through. She has to say so in words, and Magda reads them.")
    }

    fn promised(&mut self) -> Result<PartId, DemoError> {
        let step = Terms::Step {
            doer: Doer::Keyworker,
            by: None,
            goal: None,
        };
        let words = "I phone the landlord about the boiler.";
        let suggested = self
            .two
            .suggest(KEYWORKER, words, step, Some("You are cold."));
        let part = self.at(suggested)?;
        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        let yes = self.two.plain(&part, Answer::Yes);
        let said = self.two.answer(CLIENT, &part, yes);
        self.at(said)?;
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        Ok(part)
    }

    /// A hello, a card and the next time: nothing that is agreed changes by any of them.
    pub(super) fn beside(&mut self) -> Result<(), DemoError> {
        let agreement = self.two.id();
        let card = WritingCard {
            agreement: agreement.clone(),
            card: CardWords::AboutMe {
                words: "I wake up late. Write after noon.".to_owned(),
            },
        };
        let written = self.two.magda.save_card(&card);
        let written = self.at(written)?;
        self.remember(CLIENT, &written)?;
        let greeting = Greeting {
            agreement: agreement.clone(),
            words: "Just so you don't believe that I have forgotten you.".to_owned(),
        };
        let said = self.two.karin.hello(&greeting);
        let said = self.at(said)?;
        self.remember(KEYWORKER, &said)?;
        let meeting = Meeting {
            agreement: agreement.clone(),
            day: Some(Day("9000-05-12".to_owned())),
            time: Some("14:30".to_owned()),
            place: "The library".to_owned(),
            who: "Karin".to_owned(),
            stand_in: "Per".to_owned(),
            words: None,
        };
        let set = self.two.karin.meet(&meeting);
        let set = self.at(set)?;
        self.remember(KEYWORKER, &set)?;
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        let hers = self.two.magda.relation(&agreement);
        let his = self.two.karin.relation(&agreement);
        let (hers, his) = (self.at(hers)?, self.at(his)?);
        let here = hers.next.len() == 1 && hers.hellos.len() == 1 && his.cards.len() == 1;
        self.expect(here, "each reads what the other wrote")?;
        self.done("Magda writes a card about herself. Karin says hello in her own words and sets the next time.")
    }

    /// Law 12: what was said to be saved is looked for after every step.
    fn remember(&mut self, who: Role, saved: &Saved) -> Result<(), DemoError> {
        let act = crate::names::act(&saved.act);
        let act = self.at(act)?;
        self.two.saved.push((who, act));
        Ok(())
    }
}
