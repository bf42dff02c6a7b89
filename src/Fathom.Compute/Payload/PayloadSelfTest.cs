using Fathom.Compute.Steps;
using Fathom.Production.Campaigns;

namespace Fathom.Compute.Payload;

/// <summary>Runs the self-test of a payload before a campaign starts, in a process of its own on this machine, as a job of it would run.</summary>
/// <remarks>
/// One of Fathom's own steps is started in its payload process and loads what its parameters name. Of an external command the
/// description is filled in, its executable must be there, and it is run with the arguments of the parameter <c>self-test</c>, where
/// there are any: it must end with 0.
/// </remarks>
/// <param name="self">Command line of Fathom's payload process.</param>
/// <param name="patience">A self-test that takes longer has failed.</param>
/// <param name="time">Clock.</param>
public sealed class PayloadSelfTest(SelfCommand self, TimeSpan patience, TimeProvider time)
{
    /// <summary>Most inputs that a job of the step may have.</summary>
    public static int MostInputs(string step) => step is CommandPayload.Name or NoOperation.Name ? int.MaxValue : 1;

    /// <summary>Whether there is such a step.</summary>
    public static bool Knows(string step) => step is CommandPayload.Name or NoOperation.Name || StepCatalogue.Default.TryFind(step, out _);

    /// <summary>What the self-test found wrong; null where it passed.</summary>
    /// <param name="step">A step that there is; paths in its parameters are absolute.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<string?> RunAsync(TransformationDefinition step, CancellationToken cancellation)
    {
        if (step.Step == NoOperation.Name)
        {
            return null;
        }

        string folder = Directory.CreateTempSubdirectory("fathom-self-test-").FullName;
        try
        {
            return await (step.Step == CommandPayload.Name ? CommandAsync(step, folder, cancellation) : OwnAsync(step, folder, cancellation));
        }
        catch (StepFailedException fault)
        {
            return $"{fault.Cause}: {fault.Message}";
        }
        catch (PayloadNotStartedException fault)
        {
            return fault.Message;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string?> CommandAsync(TransformationDefinition step, string folder, CancellationToken cancellation)
    {
        CommandPayload command = CommandPayload.Of(SampleTask.Of(step, folder));
        return CommandFault(step, command) ?? (CommandPayload.SelfTestOf(step.Parameters) is { } arguments
            ? await RunAsync(new PayloadStart(command.Program, arguments, command.Environment, folder, LogIn(folder), WatchesPilot: false), cancellation)
            : null);
    }

    private static string? CommandFault(TransformationDefinition step, CommandPayload command) =>
        !File.Exists(command.Program) ? $"CommandNotFound: there is no file {command.Program}"
        : !OperatingSystem.IsWindows() && (File.GetUnixFileMode(command.Program) & Executable) == 0 ? $"CommandNotFound: {command.Program} is not executable"
        : command.Outputs.Count > 1 ? $"CommandMisdescribed: a job has one output, the command declares {command.Outputs.Count}"
        : command.Outputs is [var output] && output.Kind != step.OutputTier
            ? $"CommandMisdescribed: its output is of kind {output.Kind}, the transformation makes {step.OutputTier}"
        : null;

    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private Task<string?> OwnAsync(TransformationDefinition step, string folder, CancellationToken cancellation)
    {
        string file = Path.Combine(folder, "request.json");
        PayloadFiles.WriteRequest(file, new PayloadRequest(step.Step, [], folder, Path.Combine(folder, "result.json"), null, step.Parameters, SelfTest: true));
        return RunAsync(
            new PayloadStart(self.FileName, [.. self.LeadingArguments, "payload", "--request", file], PayloadEnvironment.Of(folder), folder, LogIn(folder), true),
            cancellation);
    }

    private static string LogIn(string folder) => Path.Combine(folder, "payload.log");

    private async Task<string?> RunAsync(PayloadStart start, CancellationToken cancellation)
    {
        using ChildProcess child = ChildProcess.Start(start);
        Task<ChildEnd> ended = child.WaitAsync();
        ChildEnd end;
        try
        {
            end = await ended.WaitAsync(patience, time, cancellation);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            child.Kill();
            await ended;
            cancellation.ThrowIfCancellationRequested();
            return FormattableString.Invariant($"it had not ended after {patience.TotalSeconds:0.#} s");
        }

        return end.ExitCode == 0 ? null : Said(start.Log, end);
    }

    // The last lines say why; a page of them says no more.
    private static string Said(string log, ChildEnd end)
    {
        const int Most = 500;
        string tail = PayloadLog.TailOf(log).Trim();
        string how = end.ExitCode is { } code ? FormattableString.Invariant($"it ended with {code}") : FormattableString.Invariant($"signal {end.Signal} ended it");
        return tail.Length == 0 ? how : $"{how}: {(tail.Length > Most ? tail[^Most..] : tail).ReplaceLineEndings(" ")}";
    }
}
