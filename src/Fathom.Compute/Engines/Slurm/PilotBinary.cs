namespace Fathom.Compute.Engines.Slurm;

/// <summary>A release that pilots are run from, in place of an installation that all nodes see.</summary>
/// <param name="Sha256">SHA-256 of its archive.</param>
/// <param name="Archive">Path of the archive in the workspace, which the nodes see.</param>
public sealed record PilotBinary(string Sha256, string Archive)
{
    /// <summary>The program in the release.</summary>
    public const string Program = "fathom";

    /// <summary>
    /// What a batch script does first: the node's first pilot copies the archive, checks its hash and unpacks it; all others wait for its
    /// lock, which is that of <see cref="Node.ReleaseCache"/>. Afterwards <c>$place</c> is the release's folder.
    /// </summary>
    /// <param name="quoted">The archive's path as one word of the shell.</param>
    internal string Script(string quoted) => $$"""
        sha='{{Sha256}}'
        archive={{quoted}}
        cache="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/fathom/releases"
        place="$cache/$sha"
        bring() {
            [ -d "$place" ] && return 0
            rm -rf "$place.part" "$place.tar" && mkdir "$place.part" && cp "$archive" "$place.tar" &&
                echo "$sha  $place.tar" | sha256sum -c --status && tar -xf "$place.tar" -C "$place.part" &&
                rm -f "$place.tar" && mv "$place.part" "$place"
        }
        umask 077
        mkdir -p "$cache" && ( flock 9 && bring && touch "$place" ) 9>"$place.lock" || {
            echo "pilot: no release of SHA-256 $sha from $archive" >&2
            exit 1
        }

        """;
}
