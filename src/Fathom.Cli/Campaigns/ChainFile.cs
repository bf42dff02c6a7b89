using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fathom.Compute.Releases;
using Fathom.Production.Campaigns;
using Fathom.Production.State;

namespace Fathom.Cli.Campaigns;

/// <summary>The chain of a campaign file: the detector's own steps, external commands, and steps that do nothing.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="known">The detector's steps by name, with their tiers and parameters.</param>
/// <param name="releases">The workspace's releases of payloads.</param>
internal sealed partial class ChainFile(string path, IReadOnlyDictionary<string, TransformationDefinition> known, ReleaseRegistry releases)
{
    private const string Command = "command", Nothing = "noop";
    private const long LargestNothing = 1 << 20;

    /// <summary>The transformations of a chain, first to last.</summary>
    /// <exception cref="CommandException">A step is not described; the message names it, what was expected and what was found.</exception>
    public IReadOnlyList<TransformationDefinition> Read(IReadOnlyList<ChainStepContent> chain) =>
        chain.Count > 0 ? [.. chain.Select((step, index) => Read(step, index + 1))] : throw Fault("'chain'", "at least one step", "none");

    private TransformationDefinition Read(ChainStepContent step, int number)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"chain, step {number}");
        TransformationDefinition? own = known.GetValueOrDefault(step.Step);
        if (own is null && step.Step is not (Command or Nothing))
        {
            throw Fault(place, $"'step' of {string.Join(", ", known.Keys)}, {Command}, {Nothing}", $"'{step.Step}'");
        }

        place += $" ({step.Step})";
        RefuseForeign(step, place);
        string from = step.From ?? own?.InputTier ?? throw Fault(place, "'from' with the tier of its inputs", "none");
        string to = step.To ?? own?.OutputTier ?? throw Fault(place, "'to' with the tier of its outputs", "none");
        var parameters = own is null ? [] : new Dictionary<string, string>(own.Parameters);
        AddLimits(parameters, step.Limits, place);
        AddExpected(parameters, step.ExpectedSeconds, place);
        switch (step.Step)
        {
            case Command:
                AddCommand(parameters, step, to, place);
                break;
            case Nothing when step.Size is { } size:
                parameters["size"] = size is >= 0 and <= LargestNothing
                    ? size.ToString(CultureInfo.InvariantCulture)
                    : throw Fault(place, $"'size' of 0 to {LargestNothing} bytes", $"{size}");
                break;
        }

        return new TransformationDefinition(step.Name ?? $"{from}-{to}", step.Step, from, to, step.Constants ?? own?.NeedsConditions ?? false, parameters)
        {
            Grouping = step.Group,
        };
    }

    // A member that a step would silently leave out is a mistake of the file.
    private void RefuseForeign(ChainStepContent step, string place)
    {
        string? foreign = step.Step == Command ? step.Size is null ? null : "size"
            : step.Command is not null ? "command"
            : step.Release is not null ? "release"
            : step.Arguments is not null ? "arguments"
            : step.Output is not null ? "output"
            : step.Environment is not null ? "environment"
            : step.PassEnvironment is not null ? "pass-environment"
            : step.SelfTest is not null ? "self-test"
            : step.Size is not null && step.Step != Nothing ? "size" : null;
        if (foreign is not null)
        {
            throw Fault(place, "members of this step alone", $"'{foreign}'");
        }
    }

    private void AddCommand(Dictionary<string, string> parameters, ChainStepContent step, string to, string place)
    {
        parameters["command"] = step.Command is { Length: > 0 } program ? program : throw Fault(place, "'command' with an executable", "none");
        if (step.Release is { } release)
        {
            ReleaseReference.Add(
                releases.Find(release) ?? throw Fault(place, "'release' of a name that 'fathom payload release list' shows", $"'{release}'"), parameters);
        }

        if (step.Arguments is { } arguments)
        {
            parameters["args"] = JsonSerializer.Serialize(arguments);
        }

        if (step.Output is { } output)
        {
            parameters[$"output.{to}"] = output.Length > 0 && !output.Contains('/', StringComparison.Ordinal)
                ? output
                : throw Fault(place, "'output' with the name of a file, without folders", $"'{output}'");
        }

        foreach ((string name, string value) in step.Environment ?? [])
        {
            parameters[$"env.{Variable(name, place)}"] = value ?? "";
        }

        if (step.PassEnvironment is { Count: > 0 } passed)
        {
            parameters["env"] = string.Join(',', passed.Select(name => Variable(name, place)));
        }

        if (step.SelfTest is { } test)
        {
            parameters["self-test"] = JsonSerializer.Serialize(test);
        }
    }

    private string Variable(string name, string place) =>
        VariableName().IsMatch(name) ? name : throw Fault(place, "the name of a variable: letters, digits and _, no digit first", $"'{name}'");

    private void AddLimits(Dictionary<string, string> parameters, LimitContent? limits, string place)
    {
        Add("limit.memoryMiB", limits?.MemoryMib);
        Add("limit.wallSeconds", limits?.WallSeconds);
        Add("limit.cpuSeconds", limits?.CpuSeconds);
        Add("limit.outputMiB", limits?.OutputMib);
        Add("limit.idleSeconds", limits?.IdleSeconds);

        void Add(string parameter, double? value)
        {
            if (value is { } given)
            {
                parameters[parameter] = given is > 0 and < 1e12
                    ? given.ToString(CultureInfo.InvariantCulture)
                    : throw Fault(place, "limits above 0", given.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private void AddExpected(Dictionary<string, string> parameters, double? seconds, string place)
    {
        if (seconds is { } given)
        {
            parameters[StepFacts.ExpectedSecondsParameter] = given is > 0 and < 1e8
                ? given.ToString(CultureInfo.InvariantCulture)
                : throw Fault(place, "'expected-seconds' above 0", given.ToString(CultureInfo.InvariantCulture));
        }
    }

    private CommandException Fault(string place, string expected, string found) =>
        new(ExitCode.Usage, $"{path}, {place}: expected {expected}, found {found}.");

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
