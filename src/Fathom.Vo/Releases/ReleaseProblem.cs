namespace Fathom.Vo.Releases;

/// <summary>Something that is missing or wrong in a release.</summary>
/// <param name="IsError">True where it must not be published so; false where it had better be said.</param>
/// <param name="Place">What it is about: a key of the description, or a column.</param>
/// <param name="Problem">What is wrong, and what to do.</param>
public sealed record ReleaseProblem(bool IsError, string Place, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(IsError ? "error" : "warning")}: {Place}: {Problem}";
}
