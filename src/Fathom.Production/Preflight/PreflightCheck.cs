using System.Globalization;

namespace Fathom.Production.Preflight;

/// <summary>Names of what keeps a campaign from starting.</summary>
public enum PreflightCause
{
    /// <summary>There is no input file.</summary>
    NoInput,

    /// <summary>A step of it is not known to this program.</summary>
    StepUnknown,

    /// <summary>The self-test of a payload failed.</summary>
    PayloadFailsSelfTest,

    /// <summary>Its grouping gives a payload more inputs than that takes.</summary>
    TooManyInputsForStep,

    /// <summary>Its tag has no constants for a run.</summary>
    ConstantsMissing,

    /// <summary>The element for its outputs, or the only one with some of its inputs, cannot be used.</summary>
    ElementUnreachable,

    /// <summary>The outputs do not fit.</summary>
    StorageTooSmall,

    /// <summary>A credential ends before the campaign and cannot be renewed until then.</summary>
    CredentialEnds,

    /// <summary>There is no slot for its jobs.</summary>
    NoSlots,
}

/// <summary>One reason not to start.</summary>
/// <param name="Cause">Its name.</param>
/// <param name="Detail">What was expected and found, and what to do.</param>
/// <param name="MayBeForced">Whether an operator may start all the same, with a reason.</param>
public sealed record PreflightReason(PreflightCause Cause, string Detail, bool MayBeForced);

/// <summary>Whether a campaign can end: one pure function of what was gathered.</summary>
public static class PreflightCheck
{
    /// <summary>Share of the free space that the outputs may take.</summary>
    public const double UsableShare = 0.95;

    /// <summary>All reasons not to start; empty where it may.</summary>
    public static IReadOnlyList<PreflightReason> Run(PreflightFacts facts) =>
    [
        .. Inputs(facts), .. Steps(facts), .. Constants(facts), .. Elements(facts), .. Credentials(facts), .. Slots(facts),
    ];

    private static IEnumerable<PreflightReason> Inputs(PreflightFacts facts)
    {
        if (facts.Estimate.Inputs == 0)
        {
            yield return Final(PreflightCause.NoInput, $"Its datasets have no file yet: register files of its runs first.");
        }
    }

    private static IEnumerable<PreflightReason> Steps(PreflightFacts facts)
    {
        foreach (StepTrial step in facts.Steps)
        {
            if (!step.Known)
            {
                yield return Final(PreflightCause.StepUnknown, $"There is no step {step.Step} in this program.");
            }
            else if (step.Fault is { } fault)
            {
                yield return Final(PreflightCause.PayloadFailsSelfTest, $"The self-test of step {step.Step} failed: {fault}");
            }
            else if (step.WantedInputs > step.MaximumInputs)
            {
                yield return Final(PreflightCause.TooManyInputsForStep,
                    $"Step {step.Step} takes {step.MaximumInputs} input, its grouping may give it {step.WantedInputs}. Group it by file.");
            }
        }
    }

    private static IEnumerable<PreflightReason> Constants(PreflightFacts facts)
    {
        if (facts.RunsWithoutConstants.Count > 0)
        {
            string runs = string.Join(", ", facts.RunsWithoutConstants.Take(20));
            yield return Final(PreflightCause.ConstantsMissing,
                $"Conditions tag {facts.Tag ?? "(none named)"} has no constants for {facts.RunsWithoutConstants.Count} runs: {runs}{(facts.RunsWithoutConstants.Count > 20 ? ", …" : "")}.");
        }
    }

    private static IEnumerable<PreflightReason> Elements(PreflightFacts facts)
    {
        foreach (ElementFact element in facts.Elements)
        {
            bool receives = element.Name == facts.OutputElement;
            if (element.Problem is { } problem && (receives || element.Inputs > 0))
            {
                string why = receives ? "It receives the outputs." : $"{element.Inputs} input files lie nowhere else.";
                yield return Final(PreflightCause.ElementUnreachable, $"{problem} {why}");
            }
            else if (element is { Problem: null, FreeBytes: { } free, NeededBytes: { } needed } && needed > free * UsableShare)
            {
                yield return Forceable(PreflightCause.StorageTooSmall,
                    $"Storage element {element.Name} has {free / 1e9:G3} GB free; the outputs need about {needed / 1e9:G3} GB.");
            }
        }
    }

    private static IEnumerable<PreflightReason> Credentials(PreflightFacts facts)
    {
        if (facts.Estimate.Duration is not { } duration)
        {
            duration = TimeSpan.Zero;
        }

        // Past the calendar's end nothing that ends is long enough.
        DateTimeOffset end = duration > DateTimeOffset.MaxValue - facts.Now ? DateTimeOffset.MaxValue : facts.Now + duration;
        foreach (CredentialFact credential in facts.Credentials.Where(credential => credential.UsableUntil is { } until && until <= end))
        {
            yield return Forceable(PreflightCause.CredentialEnds, credential.UsableUntil <= facts.Now
                ? (FormattableString)$"{credential.Name} has ended or cannot be read, and nothing renews it."
                : $"{credential.Name} can be used and renewed until {credential.UsableUntil:u}; the campaign ends about {end:u}.");
        }
    }

    private static IEnumerable<PreflightReason> Slots(PreflightFacts facts)
    {
        if (facts.Slots == 0)
        {
            yield return Forceable(PreflightCause.NoSlots, $"No site that is not banned has a slot.");
        }
    }

    private static PreflightReason Final(PreflightCause cause, FormattableString detail) =>
        new(cause, detail.ToString(CultureInfo.InvariantCulture), false);

    private static PreflightReason Forceable(PreflightCause cause, FormattableString detail) =>
        new(cause, detail.ToString(CultureInfo.InvariantCulture), true);
}
