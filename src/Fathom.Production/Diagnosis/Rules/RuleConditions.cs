using Fathom.Production.Protocol;

namespace Fathom.Production.Diagnosis.Rules;

/// <summary>Conditions of a rule; all that are given must hold. Within a list any one is enough.</summary>
public sealed record RuleConditions
{
    /// <summary>The message or the log tail matches.</summary>
    public RulePattern? Text { get; init; }

    /// <summary>Neither the message nor the log tail matches.</summary>
    public RulePattern? Not { get; init; }

    /// <summary>The batch system's word on the slot matches.</summary>
    public RulePattern? Engine { get; init; }

    /// <summary>The storage element's word matches.</summary>
    public RulePattern? Storage { get; init; }

    /// <summary>The pilot or server declared one of these causes; a trailing * stands for anything.</summary>
    public IReadOnlyList<string> Declared { get; init; } = [];

    /// <summary>The payload ended itself with one of these codes.</summary>
    public IReadOnlyList<int> Exit { get; init; } = [];

    /// <summary>One of these signals ended the payload.</summary>
    public IReadOnlyList<int> Signal { get; init; } = [];

    /// <summary>Whose failure it was reported as.</summary>
    public FailureOrigin? Origin { get; init; }

    /// <summary>Peak memory against its limit.</summary>
    public Bound Memory { get; init; }

    /// <summary>Wall time against its limit.</summary>
    public Bound Wall { get; init; }

    /// <summary>CPU time against its limit.</summary>
    public Bound Cpu { get; init; }

    /// <summary>True where every condition holds.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="text">Those lines of its message and log tail that any pattern could speak of.</param>
    public bool Hold(AttemptEvidence evidence, string text)
    {
        FailureEvidence failure = evidence.Failure;
        return (Origin is null || Origin == failure.Origin)
            && (Exit.Count == 0 || (failure.ExitCode is { } code && Exit.Contains(code)))
            && (Signal.Count == 0 || (failure.Signal is { } signal && Signal.Contains(signal)))
            && (Declared.Count == 0 || IsDeclared(failure.Cause))
            && Memory.Holds(failure.Use.MaxRssBytes, evidence.Limits.MemoryBytes)
            && Wall.Holds(failure.Use.WallSeconds, evidence.Limits.WallSeconds)
            && Cpu.Holds(failure.Use.CpuSeconds, evidence.Limits.CpuSeconds)
            && (Engine is null || Engine.IsMatch(evidence.EngineVerdict))
            && (Storage is null || Storage.IsMatch(evidence.StorageError))
            && (Text is null || Text.IsMatch(text))
            && (Not is null || !Not.IsMatch(text));
    }

    private bool IsDeclared(string cause)
    {
        foreach (string name in Declared)
        {
            if (name.EndsWith('*') ? cause.AsSpan().StartsWith(name.AsSpan(0, name.Length - 1), StringComparison.Ordinal) : cause == name)
            {
                return true;
            }
        }

        return false;
    }
}
