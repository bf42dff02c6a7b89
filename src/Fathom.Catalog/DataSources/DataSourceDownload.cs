using System.Globalization;

namespace Fathom.Catalog.DataSources;

/// <summary>Fetches a file over HTTPS into a cache: verified first, then created under its name, never over another.</summary>
internal sealed class DataSourceDownload(HttpMessageInvoker http, TimeSpan timeout, long maxBytes)
{
    /// <summary>Fetches; null if the file now lies verified at <paramref name="target"/>, else what went wrong.</summary>
    public string? Fetch(DataSourceFile entry, string target)
    {
        if (entry.Size > maxBytes)
        {
            return $"{entry.Size} bytes are more than the limit of {maxBytes}";
        }

        var part = string.Create(CultureInfo.InvariantCulture, $"{target}.{Environment.ProcessId}.{Guid.NewGuid():N}.part");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var limit = new CancellationTokenSource(timeout);
            if (Transfer(entry, part, limit.Token) is { } problem)
            {
                return problem;
            }

            return FileVerification.Problem(part, entry) ?? Place(part, target, entry);
        }
        catch (OperationCanceledException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"no complete answer within {timeout.TotalSeconds} s");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            return failed.Message;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private string? Transfer(DataSourceFile entry, string part, CancellationToken limit)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, entry.Url);
        using var answer = http.Send(request, limit);
        if (!answer.IsSuccessStatusCode)
        {
            return $"the server answered {(int)answer.StatusCode}";
        }

        using var body = answer.Content.ReadAsStream(limit);
        using var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        return Copy(body, file, entry.Size, limit);
    }

    /// <summary>Copies at most as much as the file may hold, so that no answer can fill the disk.</summary>
    private static string? Copy(Stream body, FileStream file, long size, CancellationToken limit)
    {
        var buffer = new byte[64 * 1024];
        var total = 0L;
        for (int got; (got = body.ReadAsync(buffer, limit).AsTask().GetAwaiter().GetResult()) > 0;)
        {
            total += got;
            if (total > size)
            {
                return $"expected {size} bytes, the server sends more";
            }

            file.Write(buffer, 0, got);
        }

        file.Flush(flushToDisk: true);
        return null;
    }

    /// <summary>Gives the part its name; a file that another process put there first is as good if it verifies.</summary>
    private static string? Place(string part, string target, DataSourceFile entry)
    {
        try
        {
            File.Move(part, target, overwrite: false);
            return null;
        }
        catch (IOException) when (File.Exists(target))
        {
            return FileVerification.Problem(target, entry) is { } problem
                ? $"{target} is there already: {problem}; remove it"
                : null;
        }
    }
}
