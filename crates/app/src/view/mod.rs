//! What a face may see and say: plain shapes with names, no rules, no behaviour.
//!
//! The window and the command line's `--json` share these shapes; `ui/src/backend/bindings.ts` is written from them
//! by `tests/bindings.rs`. Ids are lower-case hex, days are `2027-05-03`, moments are Unix seconds. Text that comes in
//! here is still hostile: the use cases check it. Key material, other people's mail and raw acts are left out.

mod agreement;
mod aside;
mod deed;
mod exchange;
mod history;
mod journal;
mod living;
mod name;
mod nearby;
mod own_copy;
mod pairing;
mod paper;
mod part;
mod person;
mod record;
mod relation;
mod relay;
mod safety;
mod standing;
mod terms;
mod used;
mod vault;
mod version;

pub use agreement::{AgreementEntry, AgreementView, NewAgreement, PartEntry, Stage};
pub use aside::{AsideEntry, HelpNumber};
pub use deed::{
    Answering, AnsweringUse, Deciding, Differing, Disagreeing, Holding, HowTold, Noted, Pausing,
    Pushed, Replying, Saved, Seeing, Suggesting, TakingBack, Using,
};
pub use exchange::{Arrival, ArrivedFile, Envelope, SentFile};
pub use history::{Happened, HistoryEntry, HistoryLeaf, Leafing, Passed, Theme};
pub use journal::{
    CheckinView, CheckingIn, ContactView, Contacting, NearSaid, NearView, SharedCheckin, Topic,
    VoiceView, Voicing,
};
pub use living::{
    AddingItem, AgendaItemView, AgendaView, ChangingItem, DraftView, MarkingMust, OneDraft,
    OneItem, PuttingForward, WritingDraft,
};
pub use name::{ActId, AgreementId, Day, Moment, PartId, VaultId};
pub use nearby::{NearbyCode, NearbyEvent};
pub use own_copy::{CopyForm, KeepingCopy};
pub use pairing::{Invite, Pairing, PairingStep, Picture};
pub use paper::{PaperAppeal, PaperBlock, PaperItem, PaperSection, PaperView, Printing};
pub use part::{DecisionView, Deed, HoldView, MyAnswer, PartView, Saying, SayingKind};
pub use person::{Delivery, Role, Stamp};
pub use record::{Pasting, PlanLine, RecordCopying, RecordView};
pub use relation::{
    AwayView, CallOffView, CardView, CardWords, ClosingStep, ComingBack, Ending, EndingView,
    GoingAway, Greeting, HelloView, Linking, MeetView, Meeting, PromiseView, RelationView,
    WritingCard,
};
pub use relay::{
    AddingRelay, JoiningRelay, RelayCard, RelayFullness, RelayKnown, RelayState, RelayTrouble,
    RelayView, SyncView,
};
pub use safety::{
    Abilities, Added, AddedBy, DeviceJoining, DevicePairing, DeviceView, DisclosureView, LockTimes,
    NewPassphrase, NoticeChoice, RecoveryWords, Restoring, WentOut,
};
pub use standing::{Debt, HoldCause, Standing, StandingView, Wants};
pub use terms::{Doer, Helper, PartKind, Terms};
pub use used::{UseLabel, UseView};
pub use vault::{Change, Home, Kit, KitWord, NewVault, Session, VaultEntry};
pub use version::{Answer, AnswerView, Audience, VersionView, WordsState};
