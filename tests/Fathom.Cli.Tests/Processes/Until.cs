using System.Diagnostics;

namespace Fathom.Cli.Tests.Processes;

/// <summary>Waits for what another process does.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition, TimeSpan patience, string what)
    {
        long begin = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < patience, $"Waited {patience} in vain until {what}.");
            await Task.Delay(20);
        }
    }
}
