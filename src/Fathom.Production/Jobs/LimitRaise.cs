using System.Globalization;
using Fathom.Production.Diagnosis.Rules;

namespace Fathom.Production.Jobs;

/// <summary>How a job's limit of memory or wall time is raised: one pure function.</summary>
/// <param name="OfTime">True: wall time. False: memory.</param>
/// <param name="Factor">So many times what the job has now; null where a value is given.</param>
/// <param name="Value">The new limit [MiB or s]; null where a factor is given.</param>
public sealed record LimitRaise(bool OfTime, double? Factor, double? Value)
{
    private const double MostFactor = 100;

    /// <summary>What is wrong with it whatever the job, or null.</summary>
    /// <param name="most">The most that the rules allow.</param>
    public string? Fault(RaiseCeilings most) =>
        Factor is null == Value is null ? "Expected either a factor or a value."
        : Factor is { } factor && !(factor > 1 && factor <= MostFactor) ? $"Expected a factor above 1, at most {MostFactor}."
        : Value is { } value && !(value > 0 && value <= Ceiling(most))
            ? string.Create(CultureInfo.InvariantCulture, $"Expected a value above 0, at most {Ceiling(most)} {Unit} ('most' of the failure rules).")
        : null;

    /// <summary>What a job is allowed then, or null and why it cannot be raised.</summary>
    /// <param name="now">What it is allowed beyond its transformation's limits.</param>
    /// <param name="parameters">The transformation's parameters.</param>
    /// <param name="most">The most that the rules allow.</param>
    /// <param name="why">Why not; empty where it is raised.</param>
    public JobAllowance? Of(JobAllowance now, IReadOnlyDictionary<string, string> parameters, RaiseCeilings most, out string why)
    {
        double? present = Present(now, parameters);
        double? raised = Value ?? (Factor * present);
        why = raised is null ? "Its step names no such limit: there is nothing to multiply."
            : raised > Ceiling(most) ? string.Create(CultureInfo.InvariantCulture, $"The failure rules allow at most {Ceiling(most)} {Unit}.")
            : raised <= present ? string.Create(CultureInfo.InvariantCulture, $"It may use {present} {Unit} already.")
            : "";
        return why.Length > 0 ? null : OfTime ? now with { WallSeconds = raised } : now with { MemoryMiB = raised };
    }

    /// <summary>What the job may use now [MiB or s]; null: nothing limits it.</summary>
    internal double? Present(JobAllowance now, IReadOnlyDictionary<string, string> parameters) => (OfTime ? now.WallSeconds : now.MemoryMiB)
        ?? JobAllowance.Number(parameters, OfTime ? JobAllowance.WallParameter : JobAllowance.MemoryParameter);

    private string Unit => OfTime ? "s" : "MiB";

    private double Ceiling(RaiseCeilings most) => OfTime ? most.WallSeconds : most.MemoryMiB;
}
