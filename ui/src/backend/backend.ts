// Everything the window can ask for: one method per command, and one subscription.
//
// The screens know this interface and nothing behind it; `tauri.ts` speaks to the rooms, `fake.ts` stands in for design
// work and tests. A command's name on the wire is the method's name in snake_case, and its one argument, if it has
// one, is called `ask`. Every failure is rejected with `Error` from the bindings: a code and perhaps a figure.

import type {
  Abilities,
  ActId,
  AddingItem,
  AgendaView,
  AgreementEntry,
  AgreementId,
  AgreementView,
  Answering,
  AnsweringUse,
  Arrival,
  ArrivedFile,
  AsideEntry,
  Change,
  ChangingItem,
  CheckingIn,
  CheckinView,
  ClosingStep,
  ComingBack,
  Contacting,
  ContactView,
  Day,
  Deciding,
  AddedBy,
  DeviceJoining,
  DevicePairing,
  DeviceView,
  Differing,
  Disagreeing,
  DraftView,
  GoingAway,
  Greeting,
  DisclosureView,
  HelpNumber,
  HistoryLeaf,
  Holding,
  Home,
  KeepingCopy,
  Kit,
  KitWord,
  Leafing,
  Linking,
  MarkingMust,
  Meeting,
  LockTimes,
  NearbyEvent,
  NearView,
  NewAgreement,
  NewPassphrase,
  NewVault,
  NoticeChoice,
  OneDraft,
  OneItem,
  Pairing,
  PaperView,
  PartId,
  PartView,
  Pasting,
  Pausing,
  PlanLine,
  Printing,
  Pushed,
  PuttingForward,
  RecordCopying,
  RecordView,
  RelationView,
  RelayCard,
  RelayKnown,
  RelayView,
  Replying,
  Restoring,
  Saved,
  Seeing,
  SentFile,
  Session,
  SharedCheckin,
  Suggesting,
  TakingBack,
  Using,
  VaultId,
  Voicing,
  WritingCard,
  WritingDraft,
} from './bindings'

export interface Backend {
  // Vaults.

  /** Vaults in this home, the open one, the chosen language. */
  home(): Promise<Home>
  /** Remembers the language on this device; null follows the system. */
  chooseLanguage(ask: string | null): Promise<void>
  /** Five plain words as a passphrase. */
  newPassphrase(): Promise<string>
  createVault(ask: NewVault): Promise<Session>
  openVault(ask: { vault: VaultId; passphrase: string }): Promise<Session>
  /** Opens with the 24 words and sets a new passphrase. */
  openWithKit(ask: { vault: VaultId; words: string; passphrase: string }): Promise<Session>
  /** Forgets every key at once. Never fails. */
  lock(): Promise<void>
  /** The recovery words, until they have been checked once. */
  kit(): Promise<Kit>
  /** Checks the words asked for; afterwards they exist on paper only. */
  checkKit(ask: KitWord[]): Promise<Session>

  // One's own data and safety.

  /** Somebody touched the window: the open vault waits on. */
  touch(): Promise<void>
  /** A text was copied here; it leaves the clipboard again. */
  copied(ask: { text: string }): Promise<void>
  /** What the window can do on this system. */
  abilities(): Promise<Abilities>
  /** Whether a notice is wanted when something has come while another window is in front. */
  notices(): Promise<boolean>
  chooseNotices(ask: NoticeChoice): Promise<void>
  lockTimes(): Promise<LockTimes>
  chooseLockTimes(ask: LockTimes): Promise<void>
  /** Another name for the list at the lock. */
  renameVault(ask: { name: string }): Promise<Session>
  replacePassphrase(ask: NewPassphrase): Promise<void>
  /** Erases the open vault from this device for good, after its passphrase. */
  eraseVault(ask: { passphrase: string }): Promise<void>
  /** What went out of an agreement, newest first. */
  disclosures(ask: AgreementId): Promise<DisclosureView[]>
  /** Writes a copy of everything into `folder`, or into the outbox folder of this home when it is null. */
  saveBackup(ask: { folder: string | null }): Promise<SentFile>
  /** Takes the next piece, at most 1 MiB, of a copy to be brought back; gives the bytes that are here. */
  takeBackupPiece(ask: { first: boolean; bytes: number[] }): Promise<number>
  /** Brings back the copy whose pieces are here. */
  restoreBackup(ask: Restoring): Promise<Session>
  /** Lets go of the pieces. */
  dropBackup(): Promise<void>

  // A person's own devices.

  devices(ask: AgreementId): Promise<DeviceView[]>
  /** Removes one of one's own. */
  /** `until`, for a lost one: what it wrote after that day, by its own clock, gives nothing; null where all of it counts. */
  removeDevice(ask: { agreement: AgreementId; device: string; until: Day | null }): Promise<Saved>
  /** Earlier device, or by the kit the other person's: a code; an older one stops working. */
  inviteDevice(ask: { agreement: AgreementId; by: AddedBy }): Promise<DevicePairing>
  /** The same: where it stopped, if anywhere. */
  deviceAdding(ask: { agreement: AgreementId; by: AddedBy }): Promise<DevicePairing | null>
  takeDeviceRequest(ask: { pairing: AgreementId; by: AddedBy; message: string }): Promise<DevicePairing>
  /** Earlier device: adds the new one by its word; only after the pictures were the same. */
  addDevice(ask: { pairing: AgreementId; message: string }): Promise<DevicePairing>
  /** The other person's device: takes what their recovery words signed; only after the pictures were the same. */
  addReturning(ask: { pairing: AgreementId; message: string }): Promise<DevicePairing>
  devicePicturesDiffer(ask: AgreementId): Promise<void>
  /** New device: takes the code. */
  takeDeviceCode(ask: { code: string; by: AddedBy }): Promise<DeviceJoining>
  /** New device: what it is becoming, and where each stopped. */
  deviceJoins(): Promise<DeviceJoining[]>
  /** New device: the pictures are the same, and the recovery words add it. */
  addByKit(ask: { pairing: AgreementId; words: string }): Promise<DevicePairing>
  takeDeviceOffer(ask: { pairing: AgreementId; message: string }): Promise<DevicePairing>
  devicePicturesSame(ask: AgreementId): Promise<DevicePairing>
  takeDeviceWelcome(ask: { pairing: AgreementId; message: string }): Promise<DevicePairing>
  /** Writes a message to be carried as a text file into the outbox folder of this home. */
  saveDeviceMessage(ask: { message: string }): Promise<SentFile>

  // Drafts and numbers: private, in the vault, never an act.

  /** Keeps what is being typed at a place; null drops it. */
  saveDraft(ask: { place: string; text: string | null }): Promise<void>
  loadDraft(ask: { place: string }): Promise<string | null>
  helpNumbers(): Promise<HelpNumber[]>
  saveHelpNumbers(ask: HelpNumber[]): Promise<void>

  // Agreements.

  agreements(): Promise<AgreementEntry[]>
  foundAgreement(ask: NewAgreement): Promise<AgreementId>
  agreement(ask: AgreementId): Promise<AgreementView>
  part(ask: { agreement: AgreementId; part: PartId }): Promise<PartView>
  /** What happened, leaf by leaf, the newest first. */
  history(ask: Leafing): Promise<HistoryLeaf>

  // Journal: contacts, check-ins, how near a goal is, a copy for oneself.

  /** Oldest first, with every voice. */
  contacts(ask: AgreementId): Promise<ContactView[]>
  addContact(ask: Contacting): Promise<Saved>
  /** One's own voice beside a contact, or "It was not like that". */
  voice(ask: Voicing): Promise<Saved>
  /** One's own, newest first; private unless shared. */
  checkins(ask: AgreementId): Promise<CheckinView[]>
  addCheckin(ask: { agreement: AgreementId; checkin: CheckingIn }): Promise<CheckinView>
  /** A second, separate act (law 11). */
  shareCheckin(ask: { agreement: AgreementId; id: string }): Promise<Saved>
  /** What the client has shared, newest first. */
  sharedCheckins(ask: AgreementId): Promise<SharedCheckin[]>
  /** How near the client says each goal is, point by point. */
  nears(ask: AgreementId): Promise<NearView[]>
  /** Writes a copy into the outbox folder of this home. */
  saveCopy(ask: KeepingCopy): Promise<SentFile[]>

  // Pairing: each step takes what was carried here and says what comes next.

  /** Where a pairing stands; picks up after a restart. */
  pairing(ask: AgreementId): Promise<Pairing>
  /** Founder: a new code; an older one stops working. */
  invite(ask: AgreementId): Promise<Pairing>
  /** Founder: takes the request of the other device. */
  takeRequest(ask: { agreement: AgreementId; request: string }): Promise<Pairing>
  /** Joiner: takes the code. `myName` is the name to be known by, used only if the founder gave none. */
  takeCode(ask: { code: string; myName: string }): Promise<Pairing>
  /** Joiner: takes the offer. */
  takeOffer(ask: { agreement: AgreementId; offer: string }): Promise<Pairing>
  /** Either: both people say that the pictures are the same. The founder gets the welcome to carry. */
  picturesSame(ask: AgreementId): Promise<Pairing>
  /** Either: they are not the same. The pairing stops and nothing was shared. */
  picturesDiffer(ask: AgreementId): Promise<Pairing>
  /** Writes the message to carry at this step as a text file into the outbox folder of this home. */
  savePairing(ask: AgreementId): Promise<SentFile>
  /** Joiner: takes the welcome; the agreement is here. */
  takeWelcome(ask: { agreement: AgreementId; welcome: string }): Promise<Pairing>

  // Acts. Each is durable when the promise is kept (law 12).

  suggest(ask: Suggesting): Promise<Saved>
  answer(ask: Answering): Promise<Saved>
  takeBack(ask: TakingBack): Promise<Saved>
  feltPushed(ask: Pushed): Promise<Saved>
  sayDifferently(ask: Differing): Promise<Saved>
  reply(ask: Replying): Promise<Saved>
  hold(ask: Holding): Promise<Saved>
  shareDecision(ask: Deciding): Promise<Saved>
  seen(ask: Seeing): Promise<Saved>
  disagree(ask: Disagreeing): Promise<Saved>
  useMandate(ask: Using): Promise<Saved>
  answerUse(ask: AnsweringUse): Promise<Saved>
  pause(ask: Pausing): Promise<Saved>
  resume(ask: Pausing): Promise<Saved>

  // Relationship: none of it changes what is agreed.

  /** The next time, who is away, cards, hellos, the keyworker's promises. */
  relation(ask: AgreementId): Promise<RelationView>
  /** How a step ended for oneself; `PartView.close` or `PromiseView.version` names the version. */
  closeStep(ask: ClosingStep): Promise<Saved>
  hello(ask: Greeting): Promise<Saved>
  /** The words of one's own hello or card go from one's own devices, and the other is asked to erase them too. */
  eraseWords(ask: { agreement: AgreementId; act: ActId }): Promise<Saved>
  /** One's own card, whole; the earlier one stays in the history. */
  saveCard(ask: WritingCard): Promise<Saved>
  away(ask: GoingAway): Promise<Saved>
  /** Back before the last day. */
  back(ask: ComingBack): Promise<Saved>
  /** Sets the next time, moves it, or calls it off (`day` null). A keyworker who moves or calls off gives a word. */
  meet(ask: Meeting): Promise<Saved>
  /** Client: "Magda said no to this"; `DecisionView.linkable` says to what. */
  linkDecision(ask: Linking): Promise<Saved>
  /** Ends it from this person's side; when both have, it is closed for good. */
  endAgreement(ask: AgreementId): Promise<Saved>

  // Shared text that is nobody's word: the agenda, and drafts. None of it is an act; nothing in it is agreed.

  /** What the two will talk about, in the order of turns. */
  agenda(ask: AgreementId): Promise<AgendaView>
  /** Each answer is the agenda as it is then. */
  addAgendaItem(ask: AddingItem): Promise<AgendaView>
  /** Own items only; `words` is all of the new text. */
  changeAgendaItem(ask: ChangingItem): Promise<AgendaView>
  removeAgendaItem(ask: OneItem): Promise<AgendaView>
  /** The one thing that this person must talk about, anybody's; null takes the mark away. */
  markMust(ask: MarkingMust): Promise<AgendaView>
  /** They have talked: it is begun anew on both sides, and the other person begins. */
  talkedAbout(ask: AgreementId): Promise<AgendaView>
  /** Shared ones first, then one's own, which have never left this device. */
  drafts(ask: AgreementId): Promise<DraftView[]>
  /** A new private one (`draft` null), or all of one that is there. Two people's changes at once both stand. */
  writeDraft(ask: WritingDraft): Promise<DraftView>
  /** Both have it from now on. It gets a new id. */
  shareDraft(ask: OneDraft): Promise<DraftView>
  /** A shared one goes on both sides; the other person keeps a private copy. */
  dropDraft(ask: OneDraft): Promise<void>
  /** Its words become a suggestion of a new part. `words` is what was read: changed since, it fails with `draftChanged`. */
  putForward(ask: PuttingForward): Promise<Saved>

  // Paper and the organisation's record.

  /** What stands on the sheet; one part alone, or the whole agreement. */
  paper(ask: Printing): Promise<PaperView>
  /** Opens the system's own way of printing for what is on screen. */
  printPage(): Promise<void>
  /** Writes the sheet as an HTML file into `folder`, or into the outbox folder of this home. It is not sealed. */
  savePaper(ask: { sheet: Printing; folder: string | null }): Promise<SentFile>
  /** Writes the sheet that is on screen as a PDF file, likewise. Only where `abilities` say so. */
  savePdf(ask: { sheet: Printing; folder: string | null }): Promise<SentFile>
  /** The text for the organisation's record; the copy is an act that the client sees. */
  copyForRecord(ask: RecordCopying): Promise<RecordView>
  /** The lines of a pasted plan; nothing is suggested by it. */
  readPlan(ask: Pasting): Promise<PlanLine[]>
  /** Suggests chosen parts again in another agreement, with the old proof; each is answered anew. */
  carryOver(ask: { from: AgreementId; into: AgreementId; parts: PartId[]; reason: string | null }): Promise<Saved[]>

  // By file.

  /** Writes what the other lacks into `folder`, or into the outbox folder of this home when it is null. */
  sendFile(ask: { agreement: AgreementId; folder: string | null }): Promise<SentFile>
  /** Shows what is in a file and takes nothing in. */
  lookAtFile(ask: { bytes: number[] }): Promise<ArrivedFile>
  /** Takes a file in; any number of times gives the same. */
  receiveFile(ask: { bytes: number[] }): Promise<Arrival>
  aside(): Promise<AsideEntry[]>
  retryAside(ask: { id: string }): Promise<Arrival>

  // By a relay. Nothing goes out before a person turned it on.

  relay(ask: AgreementId): Promise<RelayView>
  /** The relays that this vault knows, the one taken last first. */
  relaysKnown(): Promise<RelayKnown[]>
  /** Takes a relay's or a mailbox's card, or an address; null is the relay taken last. */
  takeRelay(ask: { agreement: AgreementId; text: string | null }): Promise<RelayView>
  /** A card for the other person (null), or for a further device of one's own. */
  relayCard(ask: { agreement: AgreementId; device: string | null }): Promise<RelayCard>
  /** Turns it off; nothing is lost. */
  dropRelay(ask: AgreementId): Promise<RelayView>
  /** Undoes that. */
  keepRelay(ask: AgreementId): Promise<RelayView>

  // Nearby.

  /** Founder: shows eight letters in this room and lets one device in that knows them; told to `onNearby`. */
  openRoom(agreement: string): Promise<void>
  /** Joiner: looks for the device that shows these letters; told to `onNearby`. */
  enterRoom(ask: { letters: string; myName: string }): Promise<void>
  /** Opens nearby; what happens is told to `onNearby`. */
  openNearby(): Promise<void>
  closeNearby(): Promise<void>
  /** Looks for a device by the code on its screen. */
  reachNearby(ask: { code: string }): Promise<void>
  /** Calls back on everything that happens nearby until the returned function is called. Event name: `nearby`. */
  onNearby(listener: (event: NearbyEvent) => void): () => void

  /** Calls back on every change until the returned function is called. Event name: `change`. */
  onChange(listener: (change: Change) => void): () => void
}
