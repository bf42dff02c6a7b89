using System.Text.Json;
using Fathom.Compute.Steps;

namespace Fathom.Compute.Payload;

/// <summary>The step "command": any program, with declared inputs, outputs and environment.</summary>
/// <remarks>
/// The transformation's parameters say what runs:
/// <list type="bullet">
/// <item><c>command</c>: the executable, absolute or on the node's PATH.</item>
/// <item><c>args</c>: its arguments, as a JSON array of texts or separated by blanks. No shell reads them.</item>
/// <item><c>output.KIND</c>: name of an output of this kind (tier); all that are declared must be there. Where none is
/// declared, what the command said is its output, of the transformation's kind, named <c>{stem}.log</c>.</item>
/// <item><c>env</c>: names of the node's variables that it gets, separated by commas; <c>env.NAME</c>: a value for one.</item>
/// <item><c>self-test</c>: arguments, as a JSON array of texts, with which the preflight runs it; it must end with 0.</item>
/// <item><c>release</c>: SHA-256 of a file in the workspace's folder <c>releases/</c>, which the node brings and keeps; see
/// <see cref="Releases.ReleaseReference"/>.</item>
/// <item><c>limit.…</c>: see <see cref="PayloadLimits.Of"/>.</item>
/// </list>
/// In the command, arguments, output names and values: <c>{input}</c> the first input's path, an argument <c>{inputs}</c> all of them,
/// <c>{output.KIND}</c> the path to write that output to, <c>{output}</c> the first, <c>{conditions}</c> the constants'
/// path, <c>{release}</c> the release's file or folder, <c>{stem}</c> the first input's name without folders and ending, <c>{job}</c> the job's number.
/// </remarks>
internal sealed record CommandPayload(
    string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<(string Kind, string FileName)> Outputs)
{
    /// <summary>Name of the step.</summary>
    public const string Name = "command";

    private const string OutputPrefix = "output.", VariablePrefix = "env.";

    /// <summary>The command of a job.</summary>
    /// <exception cref="StepFailedException">The parameters do not describe one.</exception>
    public static CommandPayload Of(PayloadTask task)
    {
        var parameters = task.Job.Parameters;
        var named = Named(task);
        var outputs = parameters.Where(pair => pair.Key.StartsWith(OutputPrefix, StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (Kind: pair.Key[OutputPrefix.Length..], FileName: Placeholders.Fill(pair.Value, named))).ToList();
        foreach (var (kind, file) in outputs)
        {
            named[$"output.{kind}"] = Path.Combine(task.OutputFolder, file);
            named.TryAdd("output", named[$"output.{kind}"]);
        }
        var program = parameters.GetValueOrDefault("command") is { Length: > 0 } given
            ? OnPath(Placeholders.Fill(given, named))
            : throw new StepFailedException("CommandMissing", "The transformation's parameters name no 'command'.");
        var environment = PayloadEnvironment.OfCommand(task.Folder, (parameters.GetValueOrDefault("env") ?? "").Split(',', StringSplitOptions.TrimEntries));
        foreach (var (name, value) in parameters.Where(pair => pair.Key.StartsWith(VariablePrefix, StringComparison.Ordinal)))
        {
            environment[name[VariablePrefix.Length..]] = Placeholders.Fill(value, named);
        }
        return new CommandPayload(program, Placeholders.FillAll(ArgumentsOf(parameters), named, [.. task.Inputs.Select(input => input.Path)]), environment, outputs);
    }

    /// <summary>The outputs that it made, each declared one.</summary>
    /// <exception cref="StepFailedException">A declared output is missing or misnamed.</exception>
    /// <param name="task">The job.</param>
    /// <param name="log">What it said, which is the output where none is declared.</param>
    public PayloadResult TakeOutputs(PayloadTask task, string log)
    {
        var outputs = Outputs;
        if (outputs.Count == 0)
        {
            outputs = [(OutputNames.TierOf(task), OutputNames.StemOf(task) + ".log")];
            File.Copy(log, Path.Combine(task.OutputFolder, outputs[0].FileName));
        }
        return OutputSurvey.Take(
            task.OutputFolder,
            new StepResult([.. outputs.Select(output => new StepOutput(output.Kind, output.FileName, 0, new Dictionary<string, object>()))], ""));
    }

    private static Dictionary<string, string> Named(PayloadTask task)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["stem"] = OutputNames.StemOf(task),
            ["job"] = FormattableString.Invariant($"{task.Job.Fence.JobId}"),
        };
        if (task.Inputs.Count > 0)
        {
            named["input"] = task.Inputs[0].Path;
        }
        if (task.Job.Parameters.TryGetValue(Releases.ReleaseReference.PathParameter, out var release))
        {
            named["release"] = release;
        }
        if (task.Job.Conditions is { } conditions)
        {
            named["conditions"] = conditions.Path;
        }
        return named;
    }

    /// <summary>The arguments of its self-test; null where it has none.</summary>
    /// <exception cref="StepFailedException">They are no JSON array of texts.</exception>
    public static IReadOnlyList<string>? SelfTestOf(IReadOnlyDictionary<string, string> parameters) =>
        parameters.TryGetValue("self-test", out var text) ? TextsOf("self-test", text) : null;

    private static string[] ArgumentsOf(IReadOnlyDictionary<string, string> parameters)
    {
        var text = parameters.GetValueOrDefault("args") ?? "";
        return text.TrimStart().StartsWith('[') ? TextsOf("args", text) : text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] TextsOf(string parameter, string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CommandJson.Default.StringArray) ?? [];
        }
        catch (JsonException broken)
        {
            throw new StepFailedException("CommandMisdescribed", $"'{parameter}' is no JSON array of texts: {broken.Message}", broken);
        }
    }

    private static string OnPath(string program)
    {
        if (program.Contains('/'))
        {
            return program;
        }
        var folders = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        return folders.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new StepFailedException("CommandNotFound", $"'{program}' is not on this node's PATH ({folders}).");
    }
}

/// <summary>JSON of a command's arguments.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class CommandJson : System.Text.Json.Serialization.JsonSerializerContext;
