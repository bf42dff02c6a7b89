using System.Text;
using Fathom.Vo.Tap;
using Fathom.Vo.Uws;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Fathom.Portal.Observatory.Requests;

/// <summary>Reads a form of several parts (RFC 7578): short texts are parameters, the rest is put into files.</summary>
internal static class RequestParts
{
    private const int MostParts = 200;
    private const int LongestText = 4 << 20;
    private const int LongestBoundary = 200;

    /// <summary>Reads it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="parameters">Takes the parameters.</param>
    /// <param name="parts">Takes the file of each other part by the part's name.</param>
    /// <param name="newFile">Gives the path of a new file.</param>
    /// <param name="stop">The client has left.</param>
    /// <exception cref="RefusedRequestException">It is cut short, or no such form.</exception>
    public static async Task ReadAsync(
        HttpRequest request, List<UwsParameter> parameters, Dictionary<string, string> parts, Func<string> newFile, CancellationToken stop)
    {
        var reader = new MultipartReader(Boundary(request), request.Body);
        for (int count = 0; await reader.ReadNextSectionAsync(stop) is { } section; count++)
        {
            if (count == MostParts)
            {
                throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, $"The request has more than {MostParts} parts.");
            }

            string name = NameOf(section, out bool isFile);
            if (isFile)
            {
                string path = newFile();
                await using FileStream file = File.Create(path);
                await using var bounded = new BoundedResultStream(file, long.MaxValue);
                await section.Body.CopyToAsync(bounded, stop);
                parts[name] = path;
            }
            else
            {
                parameters.Add(new UwsParameter(name, await TextAsync(section, name, stop)));
            }
        }
    }

    private static string Boundary(HttpRequest request)
    {
        string? boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        return boundary is { Length: > 0 and <= LongestBoundary } ? boundary
            : throw new RefusedRequestException(StatusCodes.Status400BadRequest, "The request is multipart/form-data without a boundary.");
    }

    private static string NameOf(MultipartSection section, out bool isFile)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "A part of the request has no name.");
        }

        isFile = disposition.FileName.HasValue || disposition.FileNameStar.HasValue
            || (section.ContentType is { Length: > 0 } type && !type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase));
        return name;
    }

    private static async Task<string> TextAsync(MultipartSection section, string name, CancellationToken stop)
    {
        using var text = new MemoryStream();
        byte[] buffer = new byte[1 << 13];
        int read;
        while ((read = await section.Body.ReadAsync(buffer, stop)) > 0)
        {
            if (text.Length + read > LongestText)
            {
                throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, $"The parameter {name} is longer than {LongestText} bytes; a table has a file name in its part.");
            }

            text.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
