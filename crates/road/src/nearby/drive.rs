//! One talk over a socket: bytes to and fro, questions to the app, and a deadline on everything.

use std::net::SocketAddr;
use std::sync::mpsc;
use std::time::Duration;

use countersign_seal::Drawn;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::ask::{Fault, Reply, Tell};
use super::door::{Answer, Happening};
use super::talk::{How, Next, Talk};

/// How long somebody may take, in all, until it is known who they are.
const STRANGER: Duration = Duration::from_secs(20);

/// How long the other device may take for one message once it is known: it may be taking in a year.
const KNOWN: Duration = Duration::from_secs(120);

/// How long two people may take over a pairing, in all.
const PAIRING: Duration = Duration::from_secs(10 * 60);

/// How long a device that is being paired may say nothing: it speaks at least as often as it is its turn.
const SILENT: Duration = Duration::from_secs(20);

/// How long each end waits in its turn where nothing is new.
const PAUSE: Duration = Duration::from_millis(500);

/// How long calling one address may take.
const CONNECT: Duration = Duration::from_secs(3);

/// How long calling all addresses of one device may take.
const CONNECT_ALL: Duration = Duration::from_secs(9);

/// How long saying goodbye may take.
const GOODBYE: Duration = Duration::from_secs(2);

/// The first of these addresses that answers.
pub(super) async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, Fault> {
    let one_by_one = async {
        for address in addresses {
            if let Ok(Ok(stream)) = timeout(CONNECT, TcpStream::connect(address)).await {
                return Ok(stream);
            }
        }
        Err(Fault::Apart)
    };
    let connected = timeout(CONNECT_ALL, one_by_one).await;
    connected.unwrap_or(Err(Fault::Apart))
}

/// How far a talk has come.
#[derive(Clone, Copy)]
enum Stage {
    Strangers { until: Instant },
    Pairing { until: Instant },
    Known,
}

impl Stage {
    /// Until when the next message must have come, or gone.
    fn until(self) -> Instant {
        match self {
            Self::Strangers { until } => until,
            Self::Pairing { until } => until.min(Instant::now() + SILENT),
            Self::Known => Instant::now() + KNOWN,
        }
    }

    fn after(self, tell: &Tell) -> Self {
        match tell {
            Tell::Together => Self::Pairing {
                until: Instant::now() + PAIRING,
            },
            Tell::Met(_) => Self::Known,
            Tell::Handed => self,
        }
    }
}

/// What came of a talk.
pub(super) struct Driven {
    /// The other end did not show that it knows the secret of the room, where there is one.
    pub(super) guess: bool,
    pub(super) outcome: Result<(), Fault>,
}

/// Drives a talk to its end.
pub(super) async fn drive(
    mut stream: TcpStream,
    how: How,
    mut chance: Drawn,
    number: u32,
    happened: mpsc::Sender<Happening>,
) -> Driven {
    // Small messages go to and fro; waiting to fill a packet would double the time of a talk.
    drop(stream.set_nodelay(true));
    let talk = Talk::begin(how, &mut chance);
    let mut stage = Stage::Strangers {
        until: Instant::now() + STRANGER,
    };
    let outcome = carry(&mut stream, talk, number, &happened, &mut stage).await;
    // What was written last is to come before the end of the connection does.
    drop(timeout(GOODBYE, stream.shutdown()).await);
    // Whoever has no secret to show was sent away before anything could be tried on an answer.
    let guess = outcome != Err(Fault::Stranger) && matches!(stage, Stage::Strangers { .. });
    Driven { guess, outcome }
}

async fn carry<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    mut talk: Talk,
    number: u32,
    happened: &mpsc::Sender<Happening>,
    stage: &mut Stage,
) -> Result<(), Fault> {
    let mut buffer = Vec::new();
    loop {
        let until = stage.until();
        match talk.step() {
            Next::Write(bytes) => in_time(until, stream.write_all(&bytes)).await?,
            Next::Read { bytes } => {
                buffer.resize(bytes, 0);
                in_time(until, stream.read_exact(&mut buffer)).await?;
                talk.arrived(&buffer);
            }
            Next::Ask(ask) => {
                let (answer, given) = oneshot::channel();
                let asked = Happening::Asked {
                    talk: number,
                    ask,
                    answer: Answer(answer),
                };
                drop(happened.send(asked));
                talk.reply(given.await.unwrap_or(Reply::Stopped));
            }
            Next::Tell(tell) => {
                *stage = stage.after(&tell);
                drop(happened.send(Happening::Told { talk: number, tell }));
            }
            Next::Pause => sleep(PAUSE).await,
            Next::Over(outcome) => return outcome,
        }
    }
}

async fn in_time<T>(
    until: Instant,
    work: impl Future<Output = std::io::Result<T>>,
) -> Result<T, Fault> {
    match timeout_at(until, work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(_)) | Err(_) => Err(Fault::Cut),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_seal::Chance;
    use tokio::io::{DuplexStream, duplex};

    struct Zeros;

    impl Chance for Zeros {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }

    /// How long somebody is listened to who does `work` at the other end, and what came of it.
    async fn listen_to(work: impl AsyncFn(DuplexStream)) -> (Result<(), Fault>, Duration) {
        listen_as(How::WasCalled([0; 16]), work).await
    }

    async fn listen_as(
        how: How,
        work: impl AsyncFn(DuplexStream),
    ) -> (Result<(), Fault>, Duration) {
        let (mut here, there) = duplex(1024);
        let (happened, _happenings) = mpsc::channel();
        let talk = Talk::begin(how, &mut Zeros);
        let begun = Instant::now();
        let mut stage = Stage::Strangers {
            until: begun + STRANGER,
        };
        let listening = carry(&mut here, talk, 1, &happened, &mut stage);
        tokio::select! {
            outcome = listening => (outcome, begun.elapsed()),
            () = async { work(there).await; std::future::pending().await } => unreachable!(),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_says_nothing_loses_their_seat() {
        let held = listen_to(async |there| {
            let _open: DuplexStream = there;
            std::future::pending::<()>().await;
        });
        assert_eq!(held.await, (Err(Fault::Cut), STRANGER));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_says_a_letter_at_a_time_gains_nothing() {
        let held = listen_to(async |mut there| {
            loop {
                there.write_all(&[0]).await.unwrap();
                sleep(Duration::from_secs(5)).await;
                there.write_all(&[200]).await.unwrap();
                sleep(Duration::from_secs(5)).await;
            }
        });
        assert_eq!(held.await, (Err(Fault::Cut), STRANGER));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_knows_the_code_and_then_says_nothing_is_not_waited_for_ten_minutes() {
        let held = listen_as(How::WasCalledToPair([0; 16]), async |mut there| {
            let mut talk = Talk::begin(How::CalledToPair([0; 16]), &mut Zeros);
            loop {
                match talk.step() {
                    Next::Write(bytes) => there.write_all(&bytes).await.unwrap(),
                    Next::Read { bytes } => {
                        let mut read = vec![0; bytes];
                        there.read_exact(&mut read).await.unwrap();
                        talk.arrived(&read);
                    }
                    Next::Tell(_) => break,
                    Next::Ask(_) | Next::Pause | Next::Over(_) => unreachable!(),
                }
            }
            std::future::pending::<()>().await;
        });
        assert_eq!(held.await, (Err(Fault::Cut), SILENT));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_goes_away_is_gone_at_once() {
        let held = listen_to(async |there| drop(there));
        assert_eq!(held.await, (Err(Fault::Cut), Duration::ZERO));
    }
}
