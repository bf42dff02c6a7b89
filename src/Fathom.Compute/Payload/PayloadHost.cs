using System.Runtime.InteropServices;
using Fathom.Compute.Steps;

namespace Fathom.Compute.Payload;

/// <summary>What the payload process does: one request, one step, one result.</summary>
/// <param name="steps">The steps that this program knows.</param>
/// <param name="end">Ends the process at once; tests put something else here.</param>
public sealed class PayloadHost(IReadOnlyList<IStep> steps, Action<int>? end = null)
{
    private readonly Action<int> end = end ?? Environment.Exit;

    /// <summary>Runs the request and returns the exit code (<see cref="PayloadExit"/>).</summary>
    /// <param name="requestFile">Path of the <see cref="PayloadRequest"/>.</param>
    /// <param name="parent">Standard input: its end means that the pilot is gone, and ends the process. Leave it undisposed: a thread reads it to the end.</param>
    /// <param name="output">Log of the normal course.</param>
    /// <param name="error">Log of failures.</param>
    public int Run(string requestFile, Stream parent, TextWriter output, TextWriter error)
    {
        // A Ctrl-C in the terminal is for the pilot, which decides what becomes of its payload.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var cancellation = new CancellationTokenSource();
        WatchParent(parent, cancellation);
        try
        {
            return RunStep(PayloadFiles.ReadRequest(requestFile), output, error, cancellation.Token);
        }
        catch (PayloadRequestException bad)
        {
            error.WriteLine(bad.Message);
            return PayloadExit.BadRequest;
        }
    }

    private int RunStep(PayloadRequest request, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            var step = steps.FirstOrDefault(step => step.Name == request.Step)
                ?? throw new StepFailedException("StepUnknown", $"This software has no step named '{request.Step}'.");
            if (request.SelfTest)
            {
                StepSelfTest.Run(step, request.Parameters);
                return PayloadExit.Ok;
            }

            ConditionsCheck.Verify(request.Conditions);
            output.WriteLine($"{request.Step}: {string.Join(", ", request.Inputs.Select(input => input.Lfn))}");
            var result = step.Run(
                new StepRequest(request.Inputs, request.OutputFolder, request.Conditions?.Path, request.Parameters),
                new LoggedProgress(output),
                cancellation);
            var survey = OutputSurvey.Take(request.OutputFolder, result);
            PayloadFiles.WriteResult(request.ResultFile, survey);
            foreach (var file in survey.Outputs)
            {
                output.WriteLine($"{file.Tier}: {file.FileName}, {file.Events} events, {file.Size} bytes");
            }

            if (result.Remark.Length > 0)
            {
                output.WriteLine(result.Remark);
            }

            return PayloadExit.Ok;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return PayloadExit.Cancelled;
        }
        catch (StepFailedException failure)
        {
            error.WriteLine($"{failure.Cause}: {failure.Message}");
            return Fail(request, failure.Cause, failure.Message, PayloadExit.StepFailed);
        }
        catch (Exception crash) when (crash is not OutOfMemoryException)
        {
            error.WriteLine(crash);
            return Fail(request, $"PayloadCrashed.{crash.GetType().Name}", crash.Message, PayloadExit.Crashed);
        }
    }

    private static int Fail(PayloadRequest request, string cause, string detail, int exitCode)
    {
        PayloadFiles.WriteResult(request.ResultFile, new PayloadResult([], "", cause, detail));
        return exitCode;
    }

    private void WatchParent(Stream parent, CancellationTokenSource cancellation)
    {
        var watch = new Thread(() =>
        {
            var buffer = new byte[16];
            try
            {
                while (parent.Read(buffer) > 0)
                {
                    // The pilot says nothing; only the end counts.
                }
            }
            catch (Exception broken) when (broken is IOException or ObjectDisposedException)
            {
                // As good as the end.
            }
            try
            {
                cancellation.Cancel();
            }
            catch (ObjectDisposedException)
            {
                return; // the step is done
            }
            end(PayloadExit.Cancelled);
        })
        { IsBackground = true, Name = "pilot watch" };
        watch.Start();
    }

    /// <summary>Writes a line for every further tenth.</summary>
    private sealed class LoggedProgress(TextWriter output) : IProgress<double>
    {
        private int tenths;

        public void Report(double value)
        {
            var now = double.IsFinite(value) ? (int)(Math.Clamp(value, 0, 1) * 10) : 0;
            if (now > tenths)
            {
                tenths = now;
                output.WriteLine($"{now * 10} %");
            }
        }
    }
}
