//! `countersign-relay`: without a word, a relay on loopback that keeps its bundles in one file here.

use clap::{Parser, Subcommand};
use countersign_relay::config::Config;
use countersign_relay::names::{Digest, write_hex};
use countersign_relay::run::{open_store, run};
use countersign_relay::{tls, world};
use countersign_wire::relay::{Card, Grant};
use countersign_wire::write_code;
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// A blind relay: keeps sealed bundles that it cannot read, and wakes who waits.
#[derive(Parser)]
#[command(version)]
struct Words {
    /// Settings, TOML. The environment (COUNTERSIGN_RELAY_LISTEN, …) stands above it.
    #[arg(long, env = "COUNTERSIGN_RELAY_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    /// Makes an opening token: the hash for the settings, and the organisation's invitation.
    Token {
        /// The address that devices ask, https://…
        address: String,
        /// The certificate that devices will see, PEM, to pin it; for a proxy, the proxy's.
        #[arg(long)]
        certificate: Option<PathBuf>,
    },
    /// Prints an invitation without a token, where anyone may open mailboxes.
    Invitation {
        /// The address that devices ask, https://…
        address: String,
        /// The certificate that devices will see, PEM, to pin it; for a proxy, the proxy's.
        #[arg(long)]
        certificate: Option<PathBuf>,
    },
    /// Reads the settings and says whether they go together.
    Check,
    /// After restoring a backup: makes every device read its mailboxes from the oldest again.
    NewEpoch,
}

fn main() -> ExitCode {
    let words = Words::parse();
    match obey(words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing can be done where even this cannot be said.
            let _ = writeln!(std::io::stderr(), "countersign-relay: {error}");
            ExitCode::FAILURE
        }
    }
}

fn obey(words: Words) -> Result<(), Box<dyn Error>> {
    let config = || {
        let environment = world::environment();
        let settings: Vec<_> = environment
            .into_iter()
            .filter(|(key, _)| key != "config")
            .collect();
        Config::read(words.config, &settings)
    };
    match words.verb {
        None => running(run(config()?)).map_err(Into::into),
        Some(Verb::Check) => {
            config()?;
            say("the settings go together\n")
        }
        Some(Verb::NewEpoch) => {
            let config = config()?;
            let epoch = u64::from_be_bytes(world::chance()?);
            running(async {
                let store = open_store(&config).await?;
                store.renew_epoch(epoch).await?;
                store.close().await;
                Ok::<_, Box<dyn Error>>(())
            })
        }
        Some(Verb::Token {
            address,
            certificate,
        }) => {
            let token = world::chance()?;
            let hash = write_hex(&Digest::of_token(&token).0);
            say(&format!("for the settings:  tokens = [\"{hash}\"]\n"))?;
            invite(address, certificate, Some(token))
        }
        Some(Verb::Invitation {
            address,
            certificate,
        }) => invite(address, certificate, None),
    }
}

fn invite(
    address: String,
    certificate: Option<PathBuf>,
    token: Option<[u8; 32]>,
) -> Result<(), Box<dyn Error>> {
    let pin = certificate.map(|path| tls::pin(&path)).transpose()?;
    let card = Card {
        address,
        pin,
        grant: Grant::Open(token),
    };
    let code = write_code(&card.encode()?);
    say(&format!(
        "for the organisation (as it is, or as a QR code):  {code}\n"
    ))
}

fn say(words: &str) -> Result<(), Box<dyn Error>> {
    Ok(std::io::stdout().write_all(words.as_bytes())?)
}

fn running<T, E: From<std::io::Error>>(work: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(work)
}
