using System.Text.Json;

namespace Fathom.Vo.Registry;

/// <summary>Keeps who publishes, beside the releases.</summary>
/// <param name="folder">The folder of the releases.</param>
public sealed class PublisherFile(string folder)
{
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>When it was last stated.</summary>
    public DateTime Changed => File.GetLastWriteTimeUtc(Place);

    private string Place => Path.Combine(folder, "publisher.json");

    /// <summary>Who publishes; null: nobody has said it.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public Publisher? Read()
    {
        try
        {
            Publisher? publisher = JsonSerializer.Deserialize<Publisher>(File.ReadAllBytes(Place), Form);
            return publisher is { Authority: not null, Name: not null, Email: not null } && publisher.Problem() is null ? publisher : throw Damaged("it lacks a value");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException wrong)
        {
            throw Damaged(wrong.Message);
        }
    }

    /// <summary>States who publishes, in place of who was stated before.</summary>
    /// <exception cref="ArgumentException">Something is wrong with it.</exception>
    public void Write(Publisher publisher)
    {
        ArgumentNullException.ThrowIfNull(publisher);
        if (publisher.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(publisher));
        }

        Directory.CreateDirectory(folder);
        string fresh = Place + ".new";
        File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(publisher, Form));
        File.Move(fresh, Place, overwrite: true);
    }

    private InvalidDataException Damaged(string why) => new($"{Place}: this does not say who publishes ({why}): state it again with 'fathom release publisher'.");
}
