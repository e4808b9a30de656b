//! The file of rejected rows, and that of warnings, beside the file that was loaded.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use csv::{Writer, WriterBuilder};

use super::CellError;
use super::decode::MARK;

/// `FILE.errors.csv` or `FILE.warnings.csv`; it is there only if something was rejected or warned of.
pub struct ErrorFile {
    path: PathBuf,
    delimiter: char,
    writer: Option<Writer<File>>,
    count: u64,
}

impl ErrorFile {
    /// Forgets what an earlier run wrote down; `kind` is `errors` or `warnings`.
    pub fn beside(file: &Path, kind: &str, delimiter: char) -> Result<Self> {
        let mut name = file.file_stem().unwrap_or_default().to_owned();
        name.push(format!(".{kind}.csv"));
        let path = file.with_file_name(name);
        if path.exists() {
            std::fs::remove_file(&path).with_context(|| format!("Файл {} не удаляется", path.display()))?;
        }
        Ok(Self { path, delimiter, writer: None, count: 0 })
    }

    /// Writes down a row: where, what key, which code and why.
    pub fn write(&mut self, key: &str, error: &CellError) -> Result<()> {
        let row = error.row.to_string();
        let cells = [&row, &error.column, key, &error.code, &error.message];
        let cells: Vec<String> = cells.into_iter().map(harmless).collect();
        self.writer()?.write_record(cells)?;
        self.count += 1;
        Ok(())
    }

    /// How many rows were written down, and where they stand if there are any.
    pub fn finish(mut self) -> Result<Option<(u64, PathBuf)>> {
        if let Some(writer) = &mut self.writer {
            writer.flush()?;
        }
        Ok((self.count > 0).then_some((self.count, self.path)))
    }

    fn writer(&mut self) -> Result<&mut Writer<File>> {
        if self.writer.is_none() {
            self.writer = Some(create(&self.path, self.delimiter)?);
        }
        self.writer.as_mut().context("Файл ошибок не открыт")
    }
}

fn create(path: &Path, delimiter: char) -> Result<Writer<File>> {
    use std::io::Write as _;
    let mut file = File::create(path).with_context(|| format!("Файл {} не создаётся", path.display()))?;
    file.write_all(MARK.as_bytes())?;
    let mut writer = WriterBuilder::new().delimiter(u8::try_from(delimiter)?).from_writer(file);
    writer.write_record(["Строка", "Столбец", "Ключ", "Код", "Причина"])?;
    Ok(writer)
}

/// A cell that a spreadsheet would take for a formula is shown as text.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_text() {
        assert_eq!(harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(harmless("2026"), "2026");
    }
}
