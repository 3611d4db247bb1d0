//! The work of the benches, done by samod: documents for every peer, bytes of a fresh device and of a week (P1, P2), and
//! the time of a week's catch-up of many agreements (P7).
//!
//! `documents FOLDER` makes the documents out of `work.json`; `weigh FOLDER` counts bytes on one device's connection;
//! `serve FOLDER` is the server, which keeps everything in that folder; `catch-up FOLDER AGREEMENTS` measures.
//! `scripts/bench --peers` runs them.

mod counter;
mod device;
mod documents;

use std::error::Error;
use std::fs;
use std::path::Path;

use device::{Device, Server};
use documents::{Copies, Work};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let texts: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match texts[..] {
        ["documents", folder] => documents(Path::new(folder)),
        ["weigh", folder] => weigh(Path::new(folder)).await,
        ["serve", folder] => device::serve(Path::new(folder)).await,
        ["catch-up", folder, agreements, acts] => {
            catch_up(Path::new(folder), agreements.parse()?, acts.parse()?).await
        }
        _ => Err("documents | weigh | serve FOLDER, or catch-up FOLDER AGREEMENTS ACTS".into()),
    }
}

fn documents(folder: &Path) -> Outcome<()> {
    let work: Work = serde_json::from_slice(&fs::read(folder.join("work.json"))?)?;
    let mut copies = Copies::begin()?;
    copies.live(&work.history)?;
    fs::write(folder.join("base.automerge"), copies.client.save())?;
    copies.say(&work.week)?;
    fs::write(folder.join("client.automerge"), copies.client.save())?;
    fs::write(folder.join("keyworker.automerge"), copies.keyworker.save())?;
    Ok(())
}

async fn weigh(folder: &Path) -> Outcome<()> {
    let read = |name: &str| fs::read(folder.join(name));
    let (base, client, keyworker) = (
        read("base.automerge")?,
        read("client.automerge")?,
        read("keyworker.automerge")?,
    );
    let server = Server::start()?;
    let (mut magda, mut karin) = (Device::new()?, Device::new()?);
    let url = magda.create(&base).await?;
    let first = magda.connect(server.port, &[url.clone()]).await?;
    let fresh = karin.connect(server.port, &[url.clone()]).await?;
    magda.merge(&url, &client).await?;
    magda.connect(server.port, &[url.clone()]).await?;
    karin.merge(&url, &keyworker).await?;
    let week = karin.connect(server.port, &[url.clone()]).await?;
    println!(
        "samod: fresh device {} bytes, a week {} bytes, first upload {} bytes",
        fresh.bytes, week.bytes, first.bytes
    );
    let figures = serde_json::json!({
        "fresh": fresh.bytes, "week": week.bytes, "first": first.bytes,
    });
    fs::write(folder.join("samod.json"), figures.to_string())?;
    Ok(())
}

async fn catch_up(folder: &Path, agreements: usize, acts: usize) -> Outcome<()> {
    let work: Work = serde_json::from_slice(&fs::read(folder.join("work.json"))?)?;
    let mut copies = Copies::begin()?;
    copies.live(
        work.history
            .get(..acts)
            .ok_or("so many acts were not made")?,
    )?;
    let base = copies.client.save();
    copies.say(&work.week)?;
    let (client, keyworker) = (copies.client.save(), copies.keyworker.save());
    let server = Server::start()?;
    let (mut magda, mut karin) = (Device::new()?, Device::new()?);
    let mut urls = Vec::new();
    for _ in 0..agreements {
        urls.push(magda.create(&base).await?);
    }
    magda.connect(server.port, &urls).await?;
    karin.connect(server.port, &urls).await?;
    for url in &urls {
        magda.merge(url, &client).await?;
        karin.merge(url, &keyworker).await?;
    }
    magda.connect(server.port, &urls).await?;
    let week = karin.connect(server.port, &urls).await?;
    println!(
        "samod: {agreements} agreements in {:.0} ms, {} bytes",
        week.passed_ms, week.bytes
    );
    Ok(())
}
