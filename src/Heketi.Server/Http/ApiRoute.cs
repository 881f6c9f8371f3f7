namespace Heketi.Server.Http;

/// <summary>Answers a request. <paramref name="id"/> is the id in the path, empty when the path has none.</summary>
public delegate Task ApiHandler(HttpContext context, string id);

/// <summary>A method and a path of the API. <c>{id}</c> stands for hex digits.</summary>
/// <param name="Method">Method.</param>
/// <param name="Template">Path, for example /clusters/{id}.</param>
/// <param name="Handler">Answers.</param>
public sealed record ApiRoute(string Method, string Template, ApiHandler Handler);
