//! A database file packed and encrypted, as a stream: `gzip`, whose checksum finds a flipped bit, then `age`. Both have tools
//! of their own, so a backup can be opened without the bot.

use super::Recipient;
use crate::error::{Error, Result};
use age::{Decryptor, Encryptor, Identity, IdentityFile};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    iter,
    path::Path,
};

/// What an SQLite database, a packed and an encrypted file begin with.
const SQLITE: &[u8] = b"SQLite format 3\0";
const GZIP: &[u8] = b"\x1f\x8b";
const AGE: &[u8] = b"age-encryption.org/v1\n";

/// Packs a file, and seals it for whoever has the recipient's key if there is one.
pub fn seal(plain: &Path, into: &Path, recipient: Option<&Recipient>) -> Result {
    let file = BufWriter::new(File::create_new(into)?);
    let Some(recipient) = recipient else {
        pack(plain, file)?.flush()?;
        return Ok(());
    };
    let recipients = iter::once(recipient as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).map_err(|error| Error::other(error.to_string()))?;
    pack(plain, encryptor.wrap_output(file)?)?.finish()?.flush()?;
    Ok(())
}

fn pack<W: Write>(plain: &Path, into: W) -> io::Result<W> {
    let mut packed = GzEncoder::new(into, Compression::fast());
    io::copy(&mut File::open(plain)?, &mut packed)?;
    packed.finish()
}

/// Opens a backup, or takes an SQLite database as it is, into a new file.
pub fn unseal(sealed: &Path, identity: Option<&Path>, into: &Path) -> Result {
    let wrong = |words: &str| Error::other(format!("{}: {words}", sealed.display()));
    let damaged = |error: io::Error| wrong(&format!("it is damaged or cut short: {error}"));
    let mut file = BufReader::new(File::open(sealed).map_err(|error| wrong(&error.to_string()))?);
    let mut plain = File::create_new(into)?;
    let head = file.fill_buf()?;
    if head.starts_with(SQLITE) {
        io::copy(&mut file, &mut plain)?;
        return Ok(());
    }
    if head.starts_with(GZIP) {
        return unpack(file, &mut plain).map_err(damaged);
    }
    if !head.starts_with(AGE) {
        return Err(wrong("no backup of mosbot"));
    }
    let Some(identity) = identity else {
        return Err(wrong("it is encrypted: --identity KEYFILE is needed"));
    };
    let keys = keys(identity)?;
    let opened = Decryptor::new_buffered(file)
        .and_then(|decryptor| decryptor.decrypt(keys.iter().map(|key| &**key as &dyn Identity)));
    let opened = opened.map_err(|error| match error {
        age::DecryptError::NoMatchingKeys => wrong(&format!("the key in {} does not open it", identity.display())),
        age::DecryptError::Io(error) => damaged(error),
        error => wrong(&format!("it is damaged: {error}")),
    })?;
    unpack(opened, &mut plain).map_err(damaged)
}

fn unpack(packed: impl Read, into: &mut File) -> io::Result<()> {
    let mut packed = GzDecoder::new(packed);
    io::copy(&mut packed, into)?;
    // The end of an encrypted stream proves that nothing is cut off.
    io::copy(packed.get_mut(), &mut io::sink())?;
    Ok(())
}

/// The keys of a file as `age-keygen` writes it.
fn keys(file: &Path) -> Result<Vec<Box<dyn Identity + Send + Sync>>> {
    let wrong = |words: String| Error::other(format!("{}: {words}", file.display()));
    let read = IdentityFile::from_buffer(BufReader::new(File::open(file).map_err(|error| wrong(error.to_string()))?));
    let keys = read.map_err(|_| wrong("no key of age: a line AGE-SECRET-KEY-1… is needed".to_owned()))?;
    keys.into_identities().map_err(|error| wrong(error.to_string()))
}
