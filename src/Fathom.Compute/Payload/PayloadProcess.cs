using System.ComponentModel;
using System.Diagnostics;

namespace Fathom.Compute.Payload;

/// <summary>A payload process, seen from the pilot.</summary>
public sealed class PayloadProcess : IDisposable
{
    /// <summary>Beyond its end, something it left behind may hold its streams; they get this long.</summary>
    private static readonly TimeSpan StreamGrace = TimeSpan.FromSeconds(2);

    private readonly Process process;
    private readonly PayloadLog log;
    private readonly ResourceMeter meter;
    private readonly TimeProvider time;
    private readonly Task streams;

    private PayloadProcess(Process process, PayloadLog log, ResourceMeter meter, TimeProvider time)
    {
        (this.process, this.log, this.meter, this.time) = (process, log, meter, time);
        streams = Task.WhenAll(
            log.DrainAsync(process.StandardOutput.BaseStream), log.DrainAsync(process.StandardError.BaseStream));
    }

    /// <summary>Its process id.</summary>
    public int ProcessId => process.Id;

    /// <summary>Starts the payload on a request; its standard input stays open for as long as the pilot lives.</summary>
    /// <exception cref="PayloadNotStartedException">The system could not start it.</exception>
    public static PayloadProcess Start(SelfCommand command, string requestFile, string scratch, TimeProvider time)
    {
        var start = new ProcessStartInfo(command.FileName, [.. command.LeadingArguments, "payload", "--request", requestFile])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = scratch,
        };
        PayloadEnvironment.Apply(start, scratch);
        var log = new PayloadLog(Path.Combine(scratch, "payload.log"));
        try
        {
            var meter = ResourceMeter.Begin(time);
            var process = Process.Start(start) ?? throw new PayloadNotStartedException(command.FileName, null);
            return new PayloadProcess(process, log, meter, time);
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            log.Dispose();
            throw new PayloadNotStartedException(command.FileName, failure);
        }
    }

    /// <summary>Waits for its end; where cancelled, kills it with all it started, and waits for that.</summary>
    public async Task<PayloadOutcome> WaitAsync(CancellationToken kill)
    {
        using var killer = kill.Register(Kill);
        var ended = ExitedAsync();
        await meter.SampleUntilAsync(process.Id, ended);
        await Task.WhenAny(streams, Task.Delay(StreamGrace, time, CancellationToken.None));
        // .NET reports the end by a signal as 128 plus its number; the payload's own codes are all smaller.
        var code = process.ExitCode;
        return new PayloadOutcome(code <= 128 ? code : null, code > 128 ? code - 128 : null, log.Tail, meter.Taken());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        process.Dispose();
        log.Dispose();
    }

    /// <summary>The end of the process itself; <see cref="Process.WaitForExitAsync"/> would wait for its streams, too.</summary>
    private Task ExitedAsync()
    {
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult();
        process.EnableRaisingEvents = true;
        if (process.HasExited)
        {
            exited.TrySetResult();
        }
        return exited.Task;
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
    }
}

/// <summary>The system could not start a payload process.</summary>
public sealed class PayloadNotStartedException(string executable, Exception? inner)
    : Exception($"{executable}: the payload could not be started: {inner?.Message ?? "no process"}", inner);
