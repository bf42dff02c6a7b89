using System.Globalization;

namespace Fathom.Production.Preflight;

/// <summary>What a campaign is expected to take, and what keeps it from ending, for people.</summary>
internal static class PreflightText
{
    public static string[] Of(PreflightFacts facts) =>
    [
        .. facts.Estimate.Steps.Select(step => Text(
            $"{step.Name}: {step.Inputs} inputs, {step.Jobs} jobs, {Figure(step.CpuHours, "CPU hours")}, {Figure(step.OutputBytes / 1e9, "GB written")}{(step.MeasuredOn == 0 ? ", never measured" : $", from {step.MeasuredOn} accepted attempts")}")),
        Text($"all: {facts.Estimate.Inputs} inputs, {facts.Estimate.Jobs} jobs, {Figure(facts.Estimate.CpuHours, "CPU hours")}, {Figure(facts.Estimate.OutputBytes / 1e9, "GB written")}"),
        facts.Estimate.Duration is { } duration && duration < DateTimeOffset.MaxValue - facts.Now
            ? Text($"on {facts.Estimate.Slots} slots until about {facts.Now + duration:u}")
            : "until when: unknown, because slots or steps are not measured",
        .. PreflightCheck.Run(facts).Select(reason => $"{reason.Cause}: {reason.Detail}"),
    ];

    private static string Figure(double? value, string unit) => value is { } known ? Text($"{known:G4} {unit}") : $"unknown {unit}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
