//! Who hangs together: the connected parts of a set of pairs.

/// The groups that pairs make, each in rising order, by their first members. Who is in no pair is in no group.
pub fn groups(pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut members: Vec<usize> = pairs.iter().flat_map(|pair| [pair.0, pair.1]).collect();
    members.sort_unstable();
    members.dedup();
    let place = |member: usize| members.binary_search(&member).unwrap_or(0);
    let mut parents: Vec<usize> = (0..members.len()).collect();
    for (one, other) in pairs {
        let (one, other) = (root(&mut parents, place(*one)), root(&mut parents, place(*other)));
        // The smaller place is the root, so that roots come in the order of first members.
        parents[one.max(other)] = one.min(other);
    }
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); members.len()];
    for (at, member) in members.iter().enumerate() {
        let root = root(&mut parents, at);
        found[root].push(*member);
    }
    found.retain(|group| !group.is_empty());
    found
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_members_stand_together() {
        assert_eq!(groups(&[(7, 2), (4, 9), (9, 2)]), vec![vec![2, 4, 7, 9]]);
        assert_eq!(groups(&[(5, 6), (1, 3)]), vec![vec![1, 3], vec![5, 6]]);
        assert_eq!(groups(&[]), Vec::<Vec<usize>>::new());
    }
}
