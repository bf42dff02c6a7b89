using System.Text.Json;

namespace Fathom.Compute.Payload;

/// <summary>A request file that cannot be used.</summary>
public sealed class PayloadRequestException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The files between pilot and payload.</summary>
public static class PayloadFiles
{
    /// <summary>Reads the request.</summary>
    /// <exception cref="PayloadRequestException">It is missing, or not a request.</exception>
    public static PayloadRequest ReadRequest(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, PayloadJson.Default.PayloadRequest)
                ?? throw new PayloadRequestException($"{path}: the request is null.");
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new PayloadRequestException($"{path}: not a payload request: {failure.Message}", failure);
        }
    }

    /// <summary>Writes the request.</summary>
    public static void WriteRequest(string path, PayloadRequest request) =>
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(request, PayloadJson.Default.PayloadRequest));

    /// <summary>Writes the result; a reader sees all of it or no file.</summary>
    public static void WriteResult(string path, PayloadResult result)
    {
        File.WriteAllBytes(path + ".part", JsonSerializer.SerializeToUtf8Bytes(result, PayloadJson.Default.PayloadResult));
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>The result, or null where the payload left none that can be read.</summary>
    public static PayloadResult? ReadResult(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, PayloadJson.Default.PayloadResult);
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
