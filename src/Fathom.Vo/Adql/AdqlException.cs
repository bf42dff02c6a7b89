namespace Fathom.Vo.Adql;

/// <summary>A query that cannot be understood or is not allowed. Its message begins with the place and names what was expected and found.</summary>
public class AdqlException : Exception
{
    /// <summary>Of a place in the query.</summary>
    /// <param name="at">Where.</param>
    /// <param name="problem">What is wrong, as a sentence without its place.</param>
    public AdqlException(SourcePosition at, string problem)
        : base($"L{at.ToString()[1..]}: {problem}")
    {
        Position = at;
        Problem = problem;
    }

    /// <summary>Where it is.</summary>
    public SourcePosition Position { get; }

    /// <summary>The message without its place.</summary>
    public string Problem { get; }
}
