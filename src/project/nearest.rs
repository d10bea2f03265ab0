//! "Did you mean": the known word that a mistyped one was meant to be.

/// A known word that begins with this one, or else the nearest, if one is near.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    if let Some(longer) = known.iter().find(|known| word.len() > 2 && known.starts_with(word)) {
        return Some(longer);
    }
    let (distance, near) = known.iter().map(|known| (distance(word, known), *known)).min()?;
    (distance <= word.len().max(near.len()) / 3 + 1).then_some(near)
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_near_word_is_suggested() {
        let known = ["exclude", "jobs", "profile", "python"];
        assert_eq!(nearest("profil", &known), Some("profile"));
        assert_eq!(nearest("pyhton", &known), Some("python"));
        assert_eq!(nearest("prof", &known), Some("profile"));
        assert_eq!(nearest("output-folder", &known), None);
    }
}
