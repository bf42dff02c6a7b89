using Fathom.Compute.Steps;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Payload;

/// <summary>A job with its inputs at hand and a folder to work in.</summary>
/// <param name="Job">The job.</param>
/// <param name="Inputs">Its checked inputs on this machine's disk.</param>
/// <param name="Folder">Its own folder, where the payload starts.</param>
/// <param name="OutputFolder">Empty folder for its outputs.</param>
internal sealed record PayloadTask(LeasedJob Job, IReadOnlyList<StepInput> Inputs, string Folder, string OutputFolder);

/// <summary>Runs payloads: Fathom's own steps in a process each, external commands, and the step that does nothing.</summary>
/// <param name="self">Command line of Fathom's payload process.</param>
/// <param name="watch">Watches what they use.</param>
internal sealed class PayloadLauncher(SelfCommand self, PayloadWatch watch, TimeProvider time)
{
    /// <summary>Speed of one core of this machine, 1 for the reference core.</summary>
    public double CpuFactor { get; init; } = 1;

    /// <summary>Runs the payload to its end.</summary>
    /// <param name="task">What to run.</param>
    /// <param name="began">Told of the process when it runs, and of null when it has ended.</param>
    /// <param name="kill">Cancelled: kill it.</param>
    /// <exception cref="PayloadNotStartedException">The system could not start it.</exception>
    /// <exception cref="OperationCanceledException">It was killed because it was told to.</exception>
    public async Task<(PayloadOutcome Outcome, PayloadResult? Result)> RunAsync(PayloadTask task, Action<PayloadProcess?> began, CancellationToken kill)
    {
        kill.ThrowIfCancellationRequested();
        if (task.Job.Step == NoOperation.Name)
        {
            var begin = time.GetTimestamp();
            var made = NoOperation.Run(task);
            return (new PayloadOutcome(PayloadExit.Ok, null, "", new ResourceUse(0, time.GetElapsedTime(begin).TotalSeconds, 0)), made);
        }
        if (task.Job.Step == CommandPayload.Name)
        {
            return await RunCommandAsync(task, began, kill);
        }
        var request = new PayloadRequest(
            task.Job.Step, task.Inputs, task.OutputFolder, Path.Combine(task.Folder, "result.json"), task.Job.Conditions, task.Job.Parameters);
        var file = Path.Combine(task.Folder, "request.json");
        PayloadFiles.WriteRequest(file, request);
        var outcome = await RunAsync(
            task,
            new PayloadStart(
                self.FileName, [.. self.LeadingArguments, "payload", "--request", file], PayloadEnvironment.Of(task.Folder), task.Folder, LogOf(task), true),
            began, kill);
        return (outcome, PayloadFiles.ReadResult(request.ResultFile));
    }

    /// <summary>Where a payload's log lies in its folder.</summary>
    public static string LogIn(string folder) => Path.Combine(folder, "payload.log");

    private static string LogOf(PayloadTask task) => LogIn(task.Folder);

    private async Task<(PayloadOutcome Outcome, PayloadResult? Result)> RunCommandAsync(PayloadTask task, Action<PayloadProcess?> began, CancellationToken kill)
    {
        CommandPayload command;
        try
        {
            ConditionsCheck.Verify(task.Job.Conditions);
            command = CommandPayload.Of(task);
        }
        catch (StepFailedException failure)
        {
            return (new PayloadOutcome(PayloadExit.StepFailed, null, "", new ResourceUse(0, 0, 0)), Failure(failure));
        }
        var start = new PayloadStart(command.Program, command.Arguments, command.Environment, task.Folder, LogOf(task), WatchesPilot: false);
        var outcome = await RunAsync(task, start, began, kill);
        if (outcome.ExitCode != 0 || outcome.Breach is not null)
        {
            return (outcome, null);
        }
        try
        {
            return (outcome, command.TakeOutputs(task, LogOf(task)));
        }
        catch (StepFailedException failure)
        {
            return (outcome with { ExitCode = PayloadExit.StepFailed }, Failure(failure));
        }
    }

    private static PayloadResult Failure(StepFailedException failure) => new([], "", failure.Cause, failure.Message);

    private async Task<PayloadOutcome> RunAsync(PayloadTask task, PayloadStart start, Action<PayloadProcess?> began, CancellationToken kill)
    {
        using var payload = PayloadProcess.Start(start, PayloadLimits.Of(task.Job.Parameters), watch, time);
        began(payload);
        try
        {
            var outcome = await payload.WaitAsync(kill);
            kill.ThrowIfCancellationRequested();
            return outcome;
        }
        finally
        {
            began(null);
        }
    }
}
